package dev.tare.target.kubernetes;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Why no answer came at all.
 *
 * @param kind what failed
 * @param detail in Java's words, where they say more
 */
record ConnectionTrouble(Kind kind, String detail) {

  enum Kind {
    UNKNOWN_HOST("its name does not resolve", "look at 'server' in the kubeconfig, and at the VPN"),
    REFUSED(
        "nobody answers there",
        "see that the cluster is up and reachable from here, and that 'server' is right"),
    TIMEOUT("it did not answer in time", "see that it is reachable from here, and not overloaded"),
    EXPIRED("a certificate has expired", "renew it, and compare the clocks of both machines"),
    NOT_YET("a certificate is not valid yet", "compare the clocks of both machines"),
    UNTRUSTED(
        "its certificate is not one that the kubeconfig's certificate authority signed",
        "take a kubeconfig that was made for this cluster"),
    WRONG_NAME(
        "its certificate is for another name", "use a name in 'server' that the certificate has"),
    TLS("no TLS connection came about", "look at the certificates and keys in the kubeconfig"),
    BROKEN("the connection broke", "try again; look at proxies and load balancers between");

    private final String words;
    private final String remedy;

    Kind(String words, String remedy) {
      this.words = words;
      this.remedy = remedy;
    }
  }

  /** Empty when no connection was the reason. */
  static Optional<ConnectionTrouble> of(Throwable error) {
    Optional<ConnectionTrouble> found = Optional.empty();
    int depth = 0;
    for (Throwable cause = error; cause != null && depth < 20; cause = cause.getCause()) {
      Optional<Kind> kind = kind(cause);
      if (kind.isPresent() && (found.isEmpty() || kind.get().compareTo(found.get().kind) < 0)) {
        found =
            Optional.of(
                new ConnectionTrouble(
                    kind.get(), Optional.ofNullable(cause.getMessage()).orElse("")));
      }
      depth++;
    }
    return found;
  }

  private static Optional<Kind> kind(Throwable cause) {
    String text = String.valueOf(cause.getMessage());
    return switch (cause) {
      case UnknownHostException _ -> Optional.of(Kind.UNKNOWN_HOST);
      case UnresolvedAddressException _ -> Optional.of(Kind.UNKNOWN_HOST);
      case HttpTimeoutException _ -> Optional.of(Kind.TIMEOUT);
      case TimeoutException _ -> Optional.of(Kind.TIMEOUT);
      case ConnectException _ -> Optional.of(Kind.REFUSED);
      case CertificateExpiredException _ -> Optional.of(Kind.EXPIRED);
      case CertificateNotYetValidException _ -> Optional.of(Kind.NOT_YET);
      case SSLException _ when text.contains("certificate_expired") -> Optional.of(Kind.EXPIRED);
      case SSLException _ when text.contains("subject alternative") -> Optional.of(Kind.WRONG_NAME);
      case SSLException _ when text.contains("certification path") || text.contains("PKIX") ->
          Optional.of(Kind.UNTRUSTED);
      case SSLException _ -> Optional.of(Kind.TLS);
      case EOFException _ -> Optional.of(Kind.BROKEN);
      case IOException _ -> Optional.of(Kind.BROKEN);
      default -> Optional.empty();
    };
  }

  String sentence(String address) {
    boolean more =
        !detail.isBlank()
            && switch (kind) {
              case TLS, BROKEN, WRONG_NAME, EXPIRED, NOT_YET -> true;
              default -> false;
            };
    return "the API server %s cannot be reached: %s%s"
        .formatted(address, kind.words, more ? " (" + detail.replaceAll("\\s+", " ") + ")" : "");
  }

  String remedy() {
    return kind.remedy;
  }
}

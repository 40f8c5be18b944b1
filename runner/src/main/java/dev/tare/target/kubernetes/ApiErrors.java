package dev.tare.target.kubernetes;

import dev.tare.target.TargetException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.Optional;

/** Says what a failed request to the API server means, in one message with what to try. */
public final class ApiErrors {
  private static final int LONGEST = 1_500;
  private static final int NO_ANSWER = 0;
  private static final int TOO_MANY = 429;
  private static final int UNPROCESSABLE = 422;

  private final Connection connection;

  ApiErrors(Connection connection) {
    this.connection = connection;
  }

  /**
   * The failure as one that ends the command.
   *
   * @param doing what was being done, for example {@code creating the pod x}
   */
  public TargetException of(String doing, KubernetesClientException e) {
    return new TargetException(doing + " failed: " + what(e), remedy(e));
  }

  /** The failure in one line, with what to try: for a pod that could not be made. */
  public String say(KubernetesClientException e) {
    String remedy = remedy(e);
    return what(e) + (remedy.isEmpty() ? "" : ": " + remedy);
  }

  /**
   * Whether the cluster itself is lost, as opposed to one request that it would not carry out: it
   * cannot be reached, or takes the credentials no more.
   */
  public boolean lost(KubernetesClientException e) {
    return e.getCode() == HttpURLConnection.HTTP_UNAUTHORIZED
        || (code(e) == NO_ANSWER && network(e));
  }

  /**
   * Whether the same request may succeed a little later: the API server was away, busy or in
   * trouble of its own.
   */
  boolean passing(KubernetesClientException e) {
    int code = code(e);
    return code == NO_ANSWER
        || code == HttpURLConnection.HTTP_CONFLICT
        || code == TOO_MANY
        || code >= HttpURLConnection.HTTP_INTERNAL_ERROR;
  }

  /** Whether no answer came, so that nobody knows what became of the request. */
  boolean unanswered(KubernetesClientException e) {
    return code(e) == NO_ANSWER;
  }

  /** The client says 0 or less when no answer came. */
  private static int code(KubernetesClientException e) {
    return Math.max(NO_ANSWER, e.getCode());
  }

  private static boolean network(KubernetesClientException e) {
    return ConnectionTrouble.of(e).isPresent();
  }

  private String what(KubernetesClientException e) {
    return switch (code(e)) {
      case HttpURLConnection.HTTP_UNAUTHORIZED ->
          "%s does not accept the credentials of the context \"%s\" (user \"%s\", from %s)%s"
              .formatted(
                  address(),
                  connection.context(),
                  connection.user(),
                  connection.credentials().origin(),
                  prefixed("; ", connection.credentials().trouble()));
      case HttpURLConnection.HTTP_FORBIDDEN ->
          Refusal.of(message(e)).map(Refusal::sentence).orElseGet(() -> message(e));
      case NO_ANSWER ->
          ConnectionTrouble.of(e)
              .map(trouble -> trouble.sentence(address()))
              .orElseGet(() -> message(e));
      default -> message(e) + " (" + code(e) + " from " + address() + ")";
    };
  }

  private String remedy(KubernetesClientException e) {
    return switch (code(e)) {
      case HttpURLConnection.HTTP_UNAUTHORIZED ->
          "they may have expired: log in again, or name another context with --context";
      case HttpURLConnection.HTTP_FORBIDDEN ->
          Refusal.of(message(e)).map(Refusal::remedy).orElseGet(() -> Admission.remedy(message(e)));
      case HttpURLConnection.HTTP_CONFLICT ->
          "somebody else made or changed it meanwhile; 'tare clean' removes what dead runs left";
      case TOO_MANY -> "the API server is busy or limits this user; try again later";
      case HttpURLConnection.HTTP_BAD_REQUEST, UNPROCESSABLE -> Admission.remedy(message(e));
      case HttpURLConnection.HTTP_INTERNAL_ERROR,
          HttpURLConnection.HTTP_BAD_GATEWAY,
          HttpURLConnection.HTTP_UNAVAILABLE,
          HttpURLConnection.HTTP_GATEWAY_TIMEOUT ->
          "the API server has trouble of its own; 'kubectl get --raw /readyz?verbose' says which";
      case NO_ANSWER -> ConnectionTrouble.of(e).map(ConnectionTrouble::remedy).orElse("");
      default -> "";
    };
  }

  /** The client could not even be made: certificates or keys that cannot be read. */
  TargetException unusable(RuntimeException e) {
    Throwable cause = e;
    while (cause.getCause() != null && !(cause instanceof IOException)) {
      cause = cause.getCause();
    }
    return new TargetException(
        "the context \"%s\" cannot be used: %s".formatted(connection.context(), cause.getMessage()),
        "look at the certificates, keys and addresses of its cluster and user in the kubeconfig");
  }

  private String address() {
    return connection.config().getMasterUrl();
  }

  /** The server's own words, bounded and in one line. */
  private static String message(KubernetesClientException e) {
    String text =
        Optional.ofNullable(e.getStatus())
            .map(status -> status.getMessage())
            .filter(message -> !message.isBlank())
            .orElseGet(() -> String.valueOf(e.getMessage()));
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }

  private static String prefixed(String prefix, String text) {
    return text.isEmpty() ? "" : prefix + text;
  }
}

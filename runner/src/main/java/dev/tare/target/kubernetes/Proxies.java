package dev.tare.target.kubernetes;

import dev.tare.target.TargetException;
import io.fabric8.kubernetes.client.Config;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The HTTP proxy to an API server, by the same rules as kubectl. */
final class Proxies {
  private Proxies() {}

  /**
   * Sets it.
   *
   * @param named {@code proxy-url} of the kubeconfig, which goes before the environment
   */
  static void apply(Config config, @Nullable String named, Map<String, String> environment) {
    URI server = URI.create(config.getMasterUrl());
    String kind = "http".equals(server.getScheme()) ? "HTTP_PROXY" : "HTTPS_PROXY";
    Optional<String> proxy =
        Optional.ofNullable(named)
            .filter(url -> !url.isBlank())
            .or(
                () ->
                    variable(environment, kind)
                        .filter(_ -> !excepted(server.getHost(), environment)));
    proxy.ifPresent(
        url -> {
          if (url.startsWith("socks")) {
            throw new TargetException(
                "the API server is behind the SOCKS proxy " + url,
                "Java's HTTP client knows HTTP proxies only: offer one, or use a tunnel");
          }
          config.setHttpProxy(url);
          config.setHttpsProxy(url);
        });
  }

  private static Optional<String> variable(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name))
        .or(() -> Optional.ofNullable(environment.get(name.toLowerCase(java.util.Locale.ROOT))))
        .filter(value -> !value.isBlank());
  }

  /** Hosts and endings of {@code NO_PROXY}, and this machine itself. */
  static boolean excepted(@Nullable String host, Map<String, String> environment) {
    if (host == null
        || host.equals("localhost")
        || host.startsWith("127.")
        || host.equals("[::1]")) {
      return true;
    }
    return Arrays.stream(variable(environment, "NO_PROXY").orElse("").split(",", -1))
        .map(String::strip)
        .filter(entry -> !entry.isEmpty())
        .anyMatch(
            entry ->
                entry.equals("*")
                    || entry.equals(host)
                    || host.endsWith(entry.startsWith(".") ? entry : "." + entry)
                    || Subnet.parse(entry).map(subnet -> subnet.contains(host)).orElse(false));
  }
}

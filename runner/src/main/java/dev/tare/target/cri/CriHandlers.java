package dev.tare.target.cri;

import dev.tare.scenario.RuntimeSpec;
import java.util.List;
import java.util.Map;

/** What a node's socket says of its handlers. */
public final class CriHandlers {
  private CriHandlers() {}

  /** The same as runtimes, each with what it claims to be, in the socket's order. */
  public static List<RuntimeSpec> offered(String address) {
    try (CriEndpoint endpoint = CriEndpoint.connect(address)) {
      return Handlers.of(endpoint).offered();
    }
  }

  /** Handler to its containerd runtime type; the type is empty where it is not told. */
  public static Map<String, String> of(String address) {
    try (CriEndpoint endpoint = CriEndpoint.connect(address)) {
      return Handlers.of(endpoint).byName();
    }
  }
}

package dev.tare.target.cri;

import java.util.Map;

/** What a node's socket says of its handlers. */
public final class CriHandlers {
  private CriHandlers() {}

  /** Handler to its containerd runtime type; the type is empty where it is not told. */
  public static Map<String, String> of(String address) {
    try (CriEndpoint endpoint = CriEndpoint.connect(address)) {
      return Handlers.of(endpoint).byName();
    }
  }
}

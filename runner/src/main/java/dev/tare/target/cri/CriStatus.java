package dev.tare.target.cri;

import dev.tare.target.cri.api.StatusResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The verbose part of a runtime's status: texts by names, of which containerd's are JSON. */
final class CriStatus {
  private CriStatus() {}

  /** That text as JSON; an empty object where it is none, as CRI-O's configuration is TOML. */
  static JsonNode part(StatusResponse status, String name) {
    try {
      return JsonMapper.shared().readTree(status.getInfoOrDefault(name, "{}"));
    } catch (JacksonException e) {
      return JsonMapper.shared().createObjectNode();
    }
  }
}

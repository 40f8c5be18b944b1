package dev.tare.target.cri;

import dev.tare.scenario.Expectation;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.scenario.SandboxKind;
import dev.tare.target.cri.api.CgroupDriver;
import dev.tare.target.cri.api.RuntimeConfigRequest;
import dev.tare.target.cri.api.RuntimeHandler;
import dev.tare.target.cri.api.StatusRequest;
import dev.tare.target.cri.api.StatusResponse;
import io.grpc.StatusRuntimeException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * The runtime handlers of a node.
 *
 * <p>CRI names them in a typed field since containerd 2.0; containerd 1.7 only has them in the JSON
 * of its configuration, in the verbose part of the status.
 *
 * @param byName handler to its containerd runtime type, for example {@code io.containerd.runsc.v1};
 *     the type is empty where the runtime does not tell it
 * @param snapshotter by which images are unpacked, empty when not told
 * @param systemdCgroups whether pods' cgroups are systemd slices
 */
record Handlers(Map<String, String> byName, String snapshotter, boolean systemdCgroups) {

  private static final ObjectMapper JSON = JsonMapper.shared();

  /** Asks the node. */
  static Handlers of(CriEndpoint endpoint) {
    StatusResponse status =
        endpoint.runtime().status(StatusRequest.newBuilder().setVerbose(true).build());
    Handlers handlers = of(status);
    return new Handlers(
        handlers.byName, handlers.snapshotter, systemdCgroups(endpoint, handlers.systemdCgroups));
  }

  /**
   * The cgroup driver has a call of its own since containerd 2.0 and CRI-O 1.28. Before, containerd
   * has it in its configuration, and CRI-O uses systemd unless told otherwise.
   */
  private static boolean systemdCgroups(CriEndpoint endpoint, boolean configured) {
    try {
      return endpoint
              .runtime()
              .runtimeConfig(RuntimeConfigRequest.getDefaultInstance())
              .getLinux()
              .getCgroupDriver()
          == CgroupDriver.SYSTEMD;
    } catch (StatusRuntimeException e) {
      return configured || !endpoint.version().getRuntimeName().equals("containerd");
    }
  }

  static Handlers of(StatusResponse status) {
    Map<String, String> types = new LinkedHashMap<>();
    JsonNode containerd = config(status).path("containerd");
    boolean systemd = false;
    for (Map.Entry<String, JsonNode> runtime : containerd.path("runtimes").properties()) {
      types.put(runtime.getKey(), runtime.getValue().path("runtimeType").asString(""));
      systemd |= runtime.getValue().path("options").path("SystemdCgroup").asBoolean(false);
    }
    for (RuntimeHandler handler : status.getRuntimeHandlersList()) {
      if (!handler.getName().isEmpty()) {
        types.putIfAbsent(handler.getName(), "");
      }
    }
    return new Handlers(types, containerd.path("snapshotter").asString(""), systemd);
  }

  private static JsonNode config(StatusResponse status) {
    try {
      return JSON.readTree(status.getInfoOrDefault("config", "{}"));
    } catch (JacksonException e) {
      // CRI-O answers with TOML here: it has the typed field.
      return JSON.createObjectNode();
    }
  }

  /** Every handler as a runtime with what it claims to be. */
  List<RuntimeSpec> offered() {
    return byName.keySet().stream()
        .map(
            handler ->
                new RuntimeSpec(handler, handler, Optional.empty(), Map.of(), claim(handler)))
        .toList();
  }

  /** What a handler of that name and type claims to be, unless the user said it. */
  Expectation claim(String handler) {
    String type = byName.getOrDefault(handler, "");
    Optional<SandboxKind> kind = Optional.empty();
    if (type.startsWith("io.containerd.runc.")) {
      kind = Optional.of(SandboxKind.HOST);
    } else if (type.contains("runsc") || handler.startsWith("gvisor") || handler.equals("runsc")) {
      kind = Optional.of(SandboxKind.USERSPACE_KERNEL);
    } else if (type.contains("kata") || handler.startsWith("kata")) {
      kind = Optional.of(SandboxKind.VM);
    }
    return new Expectation(kind, Optional.empty());
  }
}

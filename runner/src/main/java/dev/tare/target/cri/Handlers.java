package dev.tare.target.cri;

import dev.tare.observe.KataFacts;
import dev.tare.result.Controls;
import dev.tare.scenario.Expectation;
import dev.tare.scenario.RuntimeSpec;
import dev.tare.target.cri.api.CgroupDriver;
import dev.tare.target.cri.api.RuntimeConfigRequest;
import dev.tare.target.cri.api.RuntimeHandler;
import dev.tare.target.cri.api.StatusResponse;
import dev.tare.target.pods.HandlerClaim;
import dev.tare.target.pods.HandlerFacts;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The runtime handlers of a node.
 *
 * <p>CRI names them in a typed field since containerd 2.0; containerd 1.7 only has them in the JSON
 * of its configuration, in the verbose part of the status.
 *
 * @param byName handler to its containerd runtime type, for example {@code io.containerd.runsc.v1};
 *     the type is empty where the runtime does not tell it
 * @param details of those handlers whose configuration is told
 * @param snapshotter by which images are unpacked unless a handler has one of its own, empty when
 *     not told
 * @param systemdCgroups whether pods' cgroups are systemd slices
 */
record Handlers(
    Map<String, String> byName,
    Map<String, Detail> details,
    String snapshotter,
    boolean systemdCgroups) {

  /** What a handler's configuration says of it; a part that it does not say is empty. */
  record Detail(String shim, String configPath, String snapshotter) {}

  /** Asks the node. */
  static Handlers of(CriEndpoint endpoint) {
    return of(endpoint, endpoint.status());
  }

  /** The same, with what it answered before. */
  static Handlers of(CriEndpoint endpoint, StatusResponse status) {
    Handlers handlers = of(status);
    return new Handlers(
        handlers.byName,
        handlers.details,
        handlers.snapshotter,
        systemdCgroups(endpoint, handlers.systemdCgroups));
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
    Map<String, Detail> details = new LinkedHashMap<>();
    JsonNode containerd = CriStatus.part(status, "config").path("containerd");
    boolean systemd = false;
    for (Map.Entry<String, JsonNode> runtime : containerd.path("runtimes").properties()) {
      types.put(runtime.getKey(), runtime.getValue().path("runtimeType").asString(""));
      details.put(runtime.getKey(), detail(runtime.getValue()));
      systemd |= runtime.getValue().path("options").path("SystemdCgroup").asBoolean(false);
    }
    for (RuntimeHandler handler : status.getRuntimeHandlersList()) {
      if (!handler.getName().isEmpty()) {
        types.putIfAbsent(handler.getName(), "");
      }
    }
    return new Handlers(types, details, containerd.path("snapshotter").asString(""), systemd);
  }

  private static Detail detail(JsonNode runtime) {
    return new Detail(
        runtime.path("runtimePath").asString(""),
        runtime.path("options").path("ConfigPath").asString(""),
        runtime.path("snapshotter").asString(""));
  }

  Detail detail(String handler) {
    return details.getOrDefault(handler, new Detail("", "", ""));
  }

  /** By which that handler's images are unpacked; empty when not told. */
  String snapshotter(String handler) {
    String own = detail(handler).snapshotter();
    return own.isEmpty() ? snapshotter : own;
  }

  /**
   * What is told of one of them, and what the files say that its configuration names.
   *
   * @param root the node's root folder, for these files
   */
  HandlerFacts facts(CriEndpoint endpoint, String handler, Path root) {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put(endpoint.version().getRuntimeName(), endpoint.version().getRuntimeVersion());
    String type = byName.getOrDefault(handler, "");
    if (!type.isEmpty()) {
      versions.put("runtime type", type);
    }
    Map<String, String> settings = new LinkedHashMap<>();
    String own = snapshotter(handler);
    if (!own.isEmpty()) {
      settings.put(Controls.SNAPSHOTTER, own);
    }
    if (type.contains("kata")) {
      Detail detail = detail(handler);
      KataFacts kata = KataFacts.read(root, detail.shim(), detail.configPath());
      versions.putAll(kata.versions());
      settings.putAll(kata.terms());
    }
    return new HandlerFacts(versions, settings);
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
    return HandlerClaim.of(handler, byName.getOrDefault(handler, ""));
  }
}

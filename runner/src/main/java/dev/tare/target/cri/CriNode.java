package dev.tare.target.cri;

import dev.tare.target.Clock;
import dev.tare.target.TargetException;
import dev.tare.target.cri.api.StatusResponse;
import dev.tare.target.pods.HomeListener;
import io.grpc.StatusRuntimeException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One CRI socket with all that is kept open to it. */
final class CriNode implements AutoCloseable {
  private static final int ANY_PORT = 9;
  private static final Path CGROUPS = Path.of("/sys/fs/cgroup");

  private final CriEndpoint endpoint;
  private final NodeAccess access;
  private final Handlers handlers;
  private final PodNetwork network;
  private final ContainerdEvents events;
  private final Clock clock;
  private @Nullable HomeListener listener;
  private Optional<String> hostAddress;

  private CriNode(
      CriEndpoint endpoint, NodeAccess access, Handlers handlers, PodNetwork network, Clock clock) {
    this.endpoint = endpoint;
    this.access = access;
    this.handlers = handlers;
    this.network = network;
    this.clock = clock;
    this.hostAddress = access.hostAddress();
    this.events = ContainerdEvents.subscribe(endpoint);
  }

  static CriNode connect(String address, NodeAccess access, Clock clock) {
    CriEndpoint endpoint = CriEndpoint.connect(address);
    try {
      StatusResponse status = endpoint.status();
      return new CriNode(
          endpoint, access, Handlers.of(endpoint, status), PodNetwork.of(status), clock);
    } catch (StatusRuntimeException e) {
      endpoint.close();
      throw new TargetException(
          "the CRI socket " + address + " does not tell its status (" + CriErrors.say(e) + ")", "");
    }
  }

  CriEndpoint endpoint() {
    return endpoint;
  }

  /** Its socket, as {@code unix:///path}. */
  String socket() {
    return endpoint.address();
  }

  NodeAccess access() {
    return access;
  }

  Handlers handlers() {
    return handlers;
  }

  PodNetwork network() {
    return network;
  }

  ContainerdEvents events() {
    return events;
  }

  Clock clock() {
    return clock;
  }

  /**
   * The cgroup for that pod: below the node's own parent, or the runtime's choice. It is named as
   * the kubelet does: gVisor's shim takes the last part that begins with "pod" for the sandbox's.
   */
  PodCgroup cgroup(String pod) {
    boolean ours = !access.cgroupParent().isEmpty() && !handlers.systemdCgroups();
    return new PodCgroup(CGROUPS, ours ? access.cgroupParent() + "/pod" + pod : "");
  }

  /** Whether it is known by which of its own addresses this machine reaches pods. */
  boolean knowsHostAddress() {
    return hostAddress.isPresent();
  }

  /** From a pod's address, learns by which of its own addresses this machine reaches pods. */
  void learnHostAddress(String podAddress) {
    if (hostAddress.isPresent() || podAddress.isEmpty()) {
      return;
    }
    try (DatagramSocket probe = new DatagramSocket()) {
      // Connecting a datagram socket sends nothing: it only chooses the route.
      probe.connect(new InetSocketAddress(podAddress, ANY_PORT));
      hostAddress = Optional.of(probe.getLocalAddress().getHostAddress());
    } catch (SocketException e) {
      throw new TargetException(
          "this machine has no route to the pod's address " + podAddress + ": " + e.getMessage(),
          "run Tare on the node itself");
    }
  }

  /** Where pods call home, opened when it is first needed. */
  synchronized HomeListener listener() {
    HomeListener open = listener;
    if (open == null) {
      open = HomeListener.open(address(), clock);
      listener = open;
    }
    return open;
  }

  private InetAddress address() {
    String text =
        hostAddress.orElseThrow(
            () ->
                new TargetException(
                    "it is not known where pods of " + endpoint.address() + " reach this machine",
                    "no pod of it had an address; is its pod network (CNI) set up?"));
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new TargetException("'" + text + "' is no address of this machine", "");
    }
  }

  @Override
  public void close() {
    HomeListener open = listener;
    if (open != null) {
      open.close();
    }
    events.close();
    endpoint.close();
    if (access.temporaryCgroups()) {
      PodCgroup.removeEmpty(CGROUPS, access.cgroupParent());
    }
  }
}

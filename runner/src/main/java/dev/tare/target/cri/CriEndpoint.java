package dev.tare.target.cri;

import com.google.protobuf.StringValue;
import dev.tare.target.TargetException;
import dev.tare.target.cri.api.EventsGrpc;
import dev.tare.target.cri.api.ImageServiceGrpc;
import dev.tare.target.cri.api.ImageSpec;
import dev.tare.target.cri.api.ImageStatusRequest;
import dev.tare.target.cri.api.RuntimeServiceGrpc;
import dev.tare.target.cri.api.StatusRequest;
import dev.tare.target.cri.api.StatusResponse;
import dev.tare.target.cri.api.VersionRequest;
import dev.tare.target.cri.api.VersionResponse;
import io.grpc.CallOptions;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** One CRI socket and the calls on it. */
final class CriEndpoint implements AutoCloseable {
  private static final String SCHEME = "unix://";

  /** Long enough for a loaded node, short enough for a person who waits. */
  private static final Duration ANSWER = Duration.ofSeconds(10);

  /**
   * CRI's PullImage. Its request begins with the image, as that of ImageStatus does, and its answer
   * is one string: on the wire these messages are the same.
   */
  private static final MethodDescriptor<ImageStatusRequest, StringValue> PULL_IMAGE =
      MethodDescriptor.<ImageStatusRequest, StringValue>newBuilder()
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName(
              MethodDescriptor.generateFullMethodName(ImageServiceGrpc.SERVICE_NAME, "PullImage"))
          .setRequestMarshaller(ProtoUtils.marshaller(ImageStatusRequest.getDefaultInstance()))
          .setResponseMarshaller(ProtoUtils.marshaller(StringValue.getDefaultInstance()))
          .build();

  private final String address;
  private final ManagedChannel channel;
  private final VersionResponse version;

  private CriEndpoint(String address, ManagedChannel channel, VersionResponse version) {
    this.address = address;
    this.channel = channel;
    this.version = version;
  }

  /**
   * Connects and asks for the version.
   *
   * @param address {@code unix:///path}, or the path alone
   * @throws TargetException when nothing that speaks CRI answers there
   */
  static CriEndpoint connect(String address) {
    Path socket = socket(address);
    String unix = SCHEME + socket;
    // Servers written in Rust refuse the socket's path as an authority.
    ManagedChannel channel =
        Grpc.newChannelBuilder(unix, InsecureChannelCredentials.create())
            .overrideAuthority("localhost")
            .maxInboundMessageSize(64 << 20)
            .build();
    try {
      VersionResponse version =
          RuntimeServiceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(ANSWER)
              .version(VersionRequest.getDefaultInstance());
      return new CriEndpoint(unix, channel, version);
    } catch (StatusRuntimeException e) {
      channel.shutdownNow();
      throw new TargetException(
          "the CRI socket " + unix + " does not answer (" + CriErrors.say(e) + ")",
          "is the runtime running, and does it serve CRI v1 (containerd 1.7 or newer, CRI-O 1.26 or"
              + " newer)?");
    }
  }

  private static Path socket(String address) {
    if (address.contains("://") && !address.startsWith(SCHEME)) {
      throw new TargetException(
          "'" + address + "' is not a CRI socket",
          "write it as unix:///run/containerd/containerd.sock");
    }
    Path socket =
        Path.of(address.startsWith(SCHEME) ? address.substring(SCHEME.length()) : address)
            .toAbsolutePath();
    if (!Files.exists(socket)) {
      throw new TargetException(
          "there is no CRI socket at " + socket,
          "name the one of your node with --cri, or leave it out to use Tare's own node");
    }
    if (!Files.isReadable(socket) || !Files.isWritable(socket)) {
      throw new TargetException(
          "you may not use the CRI socket " + socket,
          "run as root, or as a member of the group that owns it");
    }
    return socket;
  }

  String address() {
    return address;
  }

  /** What the runtime tells of itself, all of it. */
  StatusResponse status() {
    return runtime().status(StatusRequest.newBuilder().setVerbose(true).build());
  }

  /** {@code containerd 1.7.24}, as the runtime says it. */
  VersionResponse version() {
    return version;
  }

  RuntimeServiceGrpc.RuntimeServiceBlockingStub runtime(Duration deadline) {
    return RuntimeServiceGrpc.newBlockingStub(channel).withDeadlineAfter(deadline);
  }

  RuntimeServiceGrpc.RuntimeServiceBlockingStub runtime() {
    return runtime(ANSWER);
  }

  ImageServiceGrpc.ImageServiceBlockingStub images() {
    return ImageServiceGrpc.newBlockingStub(channel).withDeadlineAfter(ANSWER);
  }

  /** Has the node pull an image; returns when it is there. */
  void pull(String image, Duration deadline) {
    var _ =
        ClientCalls.blockingUnaryCall(
            channel,
            PULL_IMAGE,
            CallOptions.DEFAULT.withDeadlineAfter(deadline),
            ImageStatusRequest.newBuilder()
                .setImage(ImageSpec.newBuilder().setImage(image))
                .build());
  }

  EventsGrpc.EventsStub events() {
    return EventsGrpc.newStub(channel);
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}

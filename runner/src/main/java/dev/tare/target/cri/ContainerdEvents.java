package dev.tare.target.cri;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import dev.tare.target.cri.api.Envelope;
import dev.tare.target.cri.api.SubscribeRequest;
import dev.tare.target.cri.api.TaskStart;
import io.grpc.Context;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When containerd says that it created and started the task of a container. Runtimes that have no
 * such service are simply not heard.
 */
final class ContainerdEvents implements AutoCloseable {
  static final String CREATED = "/tasks/create";
  static final String STARTED = "/tasks/start";

  private final Map<String, Long> stamps = new ConcurrentHashMap<>();
  private final Context.CancellableContext context = Context.current().withCancellation();

  private ContainerdEvents() {}

  static ContainerdEvents subscribe(CriEndpoint endpoint) {
    ContainerdEvents events = new ContainerdEvents();
    SubscribeRequest request =
        SubscribeRequest.newBuilder()
            .addFilters("topic==\"" + CREATED + "\"")
            .addFilters("topic==\"" + STARTED + "\"")
            .build();
    events.context.run(() -> endpoint.events().subscribe(request, events.observer()));
    return events;
  }

  /** The stamp of that event on the node's wall clock, in nanoseconds since 1970. */
  Optional<Long> wallNanos(String topic, String container) {
    return Optional.ofNullable(stamps.get(topic + " " + container));
  }

  /** Lets go of what was kept for that container. */
  void forget(String container) {
    stamps.remove(CREATED + " " + container);
    stamps.remove(STARTED + " " + container);
  }

  private StreamObserver<Envelope> observer() {
    return new StreamObserver<>() {
      @Override
      public void onNext(Envelope envelope) {
        try {
          // TaskCreate and TaskStart have the container's id in the same field.
          TaskStart task = TaskStart.parseFrom(envelope.getEvent().getValue());
          Timestamp at = envelope.getTimestamp();
          stamps.put(
              envelope.getTopic() + " " + task.getContainerId(),
              at.getSeconds() * 1_000_000_000L + at.getNanos());
        } catch (InvalidProtocolBufferException e) {
          // An event that cannot be read leaves its mark absent.
        }
      }

      @Override
      public void onError(Throwable error) {
        // Cancelled by us, or not offered: the marks are absent.
      }

      @Override
      public void onCompleted() {}
    };
  }

  @Override
  public void close() {
    context.cancel(null);
  }
}

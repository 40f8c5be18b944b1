package dev.tare.target.cri;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import dev.tare.target.cri.api.Envelope;
import dev.tare.target.cri.api.SubscribeRequest;
import dev.tare.target.cri.api.TaskStart;
import io.grpc.Context;
import io.grpc.stub.StreamObserver;

/** Containerd's events of tasks, as they come. Runtimes without that service are not heard. */
final class TaskStream implements AutoCloseable {
  static final String CREATED = "/tasks/create";
  static final String STARTED = "/tasks/start";

  private final Context.CancellableContext context = Context.current().withCancellation();

  /** Who is told. */
  interface Listener {
    /**
     * A task was created or started.
     *
     * @param topic {@link #CREATED} or {@link #STARTED}
     * @param wallNanos on the node's wall clock, since 1970
     */
    void heard(String topic, String container, long wallNanos);

    /** Nothing more will be heard; not called after {@link TaskStream#close}. */
    void ended(String reason);
  }

  private TaskStream() {}

  static TaskStream subscribe(CriEndpoint endpoint, Listener listener) {
    TaskStream stream = new TaskStream();
    SubscribeRequest request =
        SubscribeRequest.newBuilder()
            .addFilters("topic==\"" + CREATED + "\"")
            .addFilters("topic==\"" + STARTED + "\"")
            .build();
    stream.context.run(() -> endpoint.events().subscribe(request, stream.observer(listener)));
    return stream;
  }

  private StreamObserver<Envelope> observer(Listener listener) {
    return new StreamObserver<>() {
      @Override
      public void onNext(Envelope envelope) {
        try {
          // TaskCreate and TaskStart have the container's id in the same field.
          TaskStart task = TaskStart.parseFrom(envelope.getEvent().getValue());
          Timestamp at = envelope.getTimestamp();
          listener.heard(
              envelope.getTopic(),
              task.getContainerId(),
              at.getSeconds() * 1_000_000_000L + at.getNanos());
        } catch (InvalidProtocolBufferException e) {
          // An event that cannot be read leaves its mark absent.
        }
      }

      @Override
      public void onError(Throwable error) {
        if (!context.isCancelled()) {
          listener.ended(String.valueOf(error.getMessage()));
        }
      }

      @Override
      public void onCompleted() {
        listener.ended("the runtime closed the stream");
      }
    };
  }

  @Override
  public void close() {
    context.cancel(null);
  }
}

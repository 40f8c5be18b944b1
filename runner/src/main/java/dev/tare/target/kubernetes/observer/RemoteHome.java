package dev.tare.target.kubernetes.observer;

import dev.tare.target.TargetException;
import dev.tare.target.pods.HomeCalls;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Where a node's pods call home: its observer, whose stamps are brought onto our clock. */
final class RemoteHome implements HomeCalls, FeedReader.Listener<Wire.Call> {
  private final String node;
  private final Link link;
  private final Map<String, CompletableFuture<HomeCall>> expected = new ConcurrentHashMap<>();

  /** Why calls may be missed now; empty when none are. */
  private volatile String deaf = "";

  private volatile Wire.Home home;

  /** The observer's state that has to be learnt anew when it was restarted. */
  interface Link {
    Wire.Home learn() throws IOException, InterruptedException;

    ClockLink.Stamp toHarness(long nodeNanos);
  }

  RemoteHome(String node, Link link, Wire.Home home) {
    this.node = node;
    this.link = link;
    this.home = home;
  }

  @Override
  public String address() {
    return home.address();
  }

  @Override
  public int port() {
    return home.port();
  }

  /** Fails with the reason when the call may have been missed: a pod is never slow by our fault. */
  @Override
  public CompletableFuture<HomeCall> expect(String nonce) {
    CompletableFuture<HomeCall> call = new CompletableFuture<>();
    expected.put(nonce, call);
    String reason = deaf;
    if (!reason.isEmpty()) {
      fail(call, reason);
    }
    return call.whenComplete((answer, error) -> expected.remove(nonce));
  }

  @Override
  public void item(Wire.Call call) {
    CompletableFuture<HomeCall> waiting = expected.get(call.nonce());
    if (waiting != null) {
      ClockLink.Stamp stamp = link.toHarness(call.acceptedNanos());
      Long uptime = call.uptimeNanos();
      waiting.complete(
          new HomeCall(
              stamp.nanos(),
              stamp.errorNanos(),
              call.attempt(),
              uptime == null ? OptionalLong.empty() : OptionalLong.of(uptime)));
    }
  }

  @Override
  public void lost(String reason) {
    deaf = reason;
    expected.values().forEach(call -> fail(call, reason));
  }

  private void fail(CompletableFuture<HomeCall> call, String reason) {
    call.completeExceptionally(
        new TargetException("home calls on node " + node + " were not heard: " + reason, ""));
  }

  @Override
  public void restarted() throws IOException, InterruptedException {
    home = link.learn();
    deaf = "";
  }

  @Override
  public void heardAgain() {
    deaf = "";
  }

  void close() {
    expected.values().forEach(call -> call.cancel(true));
  }
}

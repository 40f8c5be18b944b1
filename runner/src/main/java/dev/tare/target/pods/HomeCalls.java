package dev.tare.target.pods;

import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** Where pods call home. */
public interface HomeCalls {

  /**
   * A pod's call.
   *
   * @param acceptedNanos on the harness's monotonic clock
   * @param errorNanos bound of the error that bringing it onto that clock added
   * @param attempt from 1; more than one means that the network was not there at first
   * @param uptimeNanos how long the pod's kernel was up by then, as the pod reads it in steps of 10
   *     ms; empty when it does not tell
   */
  record HomeCall(long acceptedNanos, long errorNanos, int attempt, OptionalLong uptimeNanos) {}

  /** The address that pods connect to. */
  String address();

  int port();

  /** The call of the pod that was given this nonce; cancel it to forget the nonce. */
  CompletableFuture<HomeCall> expect(String nonce);
}

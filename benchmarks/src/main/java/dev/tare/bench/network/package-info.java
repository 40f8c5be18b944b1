/** Throughput and request latency between a client pod and a server pod. */
@NullMarked
package dev.tare.bench.network;

import org.jspecify.annotations.NullMarked;

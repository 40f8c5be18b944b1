package dev.tare.scenario;

/** What the network workload measures, seen from the pod under test. */
public enum NetworkPart {
  /** Throughput from the pod to its peer, and the same by a second client. */
  TX,
  /** Throughput from the peer to the pod. */
  RX,
  /** Small packets, sent and then received. */
  PACKETS,
  /** TCP connections, opened and closed one after another. */
  CONNECTIONS,
  /** Requests at a fixed rate. */
  LATENCY
}

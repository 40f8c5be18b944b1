package dev.tare.scenario;

/** On which node the second pod of a pair stands. */
public enum PeerNode {
  /** On the pod's own: what lies between them is a bridge, or whatever the node's network is. */
  SAME,
  /** On another one, which is the same for all runtimes of a round. */
  OTHER
}

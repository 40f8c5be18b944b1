package dev.tare.scenario;

/** What a pod does while its sandbox is weighed at work. */
public enum Load {
  /** Sleeps. */
  IDLE,
  /** Writes a file of three quarters of the memory limit and reads it over and over. */
  CACHE,
  /** Holds half of the memory limit, then gives it back. */
  ALLOCATE,
  /** Makes, reads and removes files. */
  FILES,
  /** Streams to a second pod of the same runtime; both are weighed. */
  NETWORK
}

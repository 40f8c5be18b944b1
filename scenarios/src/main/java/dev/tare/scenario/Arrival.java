package dev.tare.scenario;

/** When the pods of a start-up trial are created. */
public sealed interface Arrival {

  /** How many pods a trial creates. */
  int pods();

  /** One after another: the next begins when the previous sandbox and its memory are gone. */
  record Serial(int pods) implements Arrival {}

  /** All at once. */
  record Burst(int pods) implements Arrival {}
}

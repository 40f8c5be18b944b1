package dev.tare.scenario;

/** How long the JMH suite takes its time. */
public enum Profile {
  QUICK,
  NORMAL,
  THOROUGH
}

package dev.tare.scenario;

import java.time.Duration;

/**
 * When waiting ends: a pod that is not ready after {@code start} is censored, a trial that is not
 * over after {@code trial} fails.
 */
public record Limits(Duration start, Duration trial) {}

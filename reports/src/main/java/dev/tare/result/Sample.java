package dev.tare.result;

/**
 * One value of a metric.
 *
 * @param value in the metric's unit
 * @param error bound of its error in the same unit; 0 when it is far below the value's noise
 */
public record Sample(Metric metric, double value, double error) {}

package dev.tare.plan;

import java.time.Duration;

/**
 * What a plan will take.
 *
 * @param pods in all, warm-ups included
 * @param time an estimate from typical start-up times, not a promise
 * @param memory the most that is held at one time, in bytes: limits of the pods that stand together
 */
public record Cost(int pods, Duration time, long memory) {}

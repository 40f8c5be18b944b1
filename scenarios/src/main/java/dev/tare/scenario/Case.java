package dev.tare.scenario;

/**
 * One workload in one pod shape: a variant of the scenario's matrix, or the workload itself.
 *
 * @param name the workload's name, with the matrix values behind it: {@code serial[memory=1Gi]}
 */
public record Case(String name, Pod pod, Workload workload) {}

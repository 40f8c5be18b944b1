package dev.tare.compare;

/** A sentence that belongs to every figure of a case. */
public record Remark(String workload, String text) {}

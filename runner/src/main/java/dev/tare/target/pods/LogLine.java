package dev.tare.target.pods;

/**
 * One line as a container wrote it.
 *
 * @param wallNanos when the node's runtime read its beginning, on the node's wall clock
 * @param receivedNanos when it arrived here, on the harness's monotonic clock
 */
public record LogLine(long wallNanos, long receivedNanos, String stream, String text) {}

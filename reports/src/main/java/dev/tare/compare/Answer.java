package dev.tare.compare;

/** What the run says about one runtime, in a sentence computed from the numbers. */
public record Answer(String runtime, String sentence) {}

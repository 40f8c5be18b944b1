package dev.tare.cli;

/** How a command answers on standard output. */
enum Output {
  TEXT,
  JSON
}

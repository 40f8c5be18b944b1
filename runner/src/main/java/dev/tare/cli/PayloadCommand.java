package dev.tare.cli;

import picocli.CommandLine.Command;

@Command(name = "payload")
final class PayloadCommand {}

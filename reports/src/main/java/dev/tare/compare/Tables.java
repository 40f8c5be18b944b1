package dev.tare.compare;

import dev.tare.compare.MetricComparison.RuntimeValues;
import dev.tare.compare.Table.Row;
import dev.tare.compare.Table.Standing;
import dev.tare.result.Receipt;
import java.util.Optional;

/** Draws the first table from the first case of each family. */
final class Tables {

  private final Trials trials;
  private final MetricIndex metrics;
  private final String startup;
  private final String memory;
  private final String syscall;
  private final String network;

  Tables(Trials trials, MetricIndex metrics) {
    this.trials = trials;
    this.metrics = metrics;
    this.startup = metrics.workloadOf(Families.STARTUP);
    this.memory = metrics.workloadOf(Families.MEMORY);
    this.syscall = metrics.workload(Families.GETPPID);
    this.network = metrics.workloadOf(Families.NETWORK);
  }

  Table table() {
    return new Table(
        startup, memory, syscall, network, trials.runtimes().stream().map(this::row).toList());
  }

  private Row row(String runtime) {
    String stop = metrics.startupStop(startup);
    Optional<Receipt> receipt = trials.receipt(runtime);
    return new Row(
        runtime,
        standing(runtime),
        metrics.median(startup, stop, runtime),
        metrics.figure(startup, stop, runtime, RuntimeValues::p90),
        metrics.effect(startup, stop, runtime),
        metrics.median(memory, Families.PSS, runtime),
        metrics.nodeSlope(memory, runtime),
        metrics.median(syscall, Families.GETPPID, runtime),
        metrics.median(network, Families.THROUGHPUT, runtime),
        metrics.median(network, Families.REQUEST_LATENCY, runtime),
        metrics.figure(network, Families.REQUEST_LATENCY, runtime, RuntimeValues::p99),
        receipt.map(Receipt::sandbox).orElse(""),
        receipt.map(Receipt::kernel).orElse(""),
        Outcomes.count(trials.of(runtime)));
  }

  private Standing standing(String runtime) {
    if (trials.receipt(runtime).filter(receipt -> !receipt.refused().isEmpty()).isPresent()) {
      return Standing.REFUSED;
    }
    if (trials.of(runtime).stream().noneMatch(trial -> trial.result().completed())) {
      return Standing.NOTHING_COMPLETED;
    }
    return runtime.equals(trials.control()) ? Standing.CONTROL : Standing.MEASURED;
  }
}

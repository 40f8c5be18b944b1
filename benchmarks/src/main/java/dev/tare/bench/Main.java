package dev.tare.bench;

import dev.tare.bench.network.NetworkClient;
import dev.tare.bench.network.NetworkServer;
import dev.tare.bench.suite.Suite;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.List;

/** The programs of {@code bench.jar}; their output is described in PROTOCOL.md. */
public final class Main {
  private static final String USAGE =
      """
      usage: bench.jar jmh [--profile quick|normal|thorough] [--memory BYTES]
                           [--benchmarks syscall,handover,paging,bandwidth,exec,file,cpu]
             bench.jar network-server --port P [--iperf-port Q] [--lifetime SECONDS]
             bench.jar network-client --host H --port P --iperf-port Q --flows N --seconds S --rate R
                              [--parts tx,rx,packets,connections,latency] [--quiet-ms MS]
      """;

  private Main() {}

  /** Exits with 0 when the result is written, 1 when the measurement failed, 2 on wrong usage. */
  public static void main(String[] arguments) {
    ResultStream results = new ResultStream(new FileOutputStream(FileDescriptor.out));
    int status = 0;
    try {
      run(List.of(arguments), results);
    } catch (UsageException e) {
      System.err.println("bench: " + e.getMessage());
      System.err.print(USAGE);
      status = 2;
    } catch (Exception e) {
      results.event("failed", ResultStream.reason(e));
      status = 1;
    }
    System.exit(status);
  }

  private static void run(List<String> arguments, ResultStream results) throws Exception {
    if (arguments.isEmpty()) {
      throw new UsageException("no program named");
    }
    List<String> rest = arguments.subList(1, arguments.size());
    switch (arguments.getFirst()) {
      case "jmh" -> Suite.run(Arguments.parse(rest, "profile", "benchmarks", "memory"), results);
      case "network-server" ->
          NetworkServer.run(Arguments.parse(rest, "port", "iperf-port", "lifetime"), results);
      case "network-client" ->
          NetworkClient.run(
              Arguments.parse(
                  rest,
                  "host",
                  "port",
                  "iperf-port",
                  "flows",
                  "seconds",
                  "rate",
                  "parts",
                  "quiet-ms"),
              results);
      default -> throw new UsageException("unknown program '" + arguments.getFirst() + "'");
    }
  }
}

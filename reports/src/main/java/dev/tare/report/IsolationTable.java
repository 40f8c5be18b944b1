package dev.tare.report;

import dev.tare.result.Component;
import dev.tare.result.Isolation;
import dev.tare.result.Isolation.Inside;
import dev.tare.result.Isolation.Serving;
import dev.tare.result.Receipt;
import dev.tare.scenario.SandboxKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the pods of each runtime can see and reach, and what holds the processes that serve them: a
 * row for each fact, no score.
 *
 * @param runtimes the columns
 */
public record IsolationTable(List<String> runtimes, List<Row> rows) {
  private static final String NOT_TOLD = "not told inside";
  private static final String CANNOT_SEE = "cannot see: ";
  private static final String UNKNOWN = "unknown: ";
  private static final int LONGEST = 80;

  /** The map that a user namespace without any change has, and so a pod without one. */
  private static final String IDENTITY = "0 0 4294967295";

  public IsolationTable {
    runtimes = List.copyOf(runtimes);
    rows = List.copyOf(rows);
  }

  /** One fact: its name, and a cell of lines for each runtime. */
  public record Row(String name, List<List<String>> cells) {
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /** From the receipts that hold evidence; without rows when none does. */
  static IsolationTable of(List<Receipt> receipts) {
    List<Receipt> told = receipts.stream().filter(receipt -> receipt.isolation() != null).toList();
    List<Row> rows = new ArrayList<>();
    if (!told.isEmpty()) {
      rows.add(row("kernel", told, Receipt::kernel));
      rows.add(row("virtual machine", told, IsolationTable::machine));
      inside(told, rows);
      for (Component component : Component.values()) {
        if (told.stream().anyMatch(receipt -> serves(receipt, component))) {
          rows.add(serving(component, told));
        }
      }
      if (told.stream().anyMatch(receipt -> !unseen(receipt).isEmpty())) {
        rows.add(row("processes that serve it", told, IsolationTable::looked));
      }
    }
    return new IsolationTable(told.stream().map(Receipt::runtime).toList(), rows);
  }

  private static void inside(List<Receipt> told, List<Row> rows) {
    rows.add(inside("user namespace, by its uid map", Inside.UID_MAP, told, IsolationTable::map));
    rows.add(inside("user inside", Inside.USER, told, user -> user));
    rows.add(row("seccomp", told, IsolationTable::seccompInside));
    rows.add(inside("no new privileges", Inside.NO_NEW_PRIVILEGES, told, IsolationTable::yesOrNo));
    rows.add(inside("capabilities", Inside.CAPABILITIES, told, Capabilities::words));
    rows.add(inside("capabilities at most", Inside.BOUNDING, told, Capabilities::words));
    for (String name :
        List.of(
            Inside.LSM_PROFILE,
            Inside.DEVICES,
            Inside.BLOCK_DEVICES,
            Inside.ROOT,
            Inside.INTERFACES,
            Inside.FIRST_PROCESS,
            Inside.KERNEL_COMMAND_LINE,
            Inside.KERNEL_MODULES,
            Inside.MACHINE)) {
      rows.add(inside(name, name, told, IsolationTable::cut));
    }
  }

  private static Row row(String name, List<Receipt> told, Function<Receipt, String> cell) {
    return new Row(name, told.stream().map(receipt -> List.of(cell.apply(receipt))).toList());
  }

  private static Row inside(
      String name, String key, List<Receipt> told, UnaryOperator<String> words) {
    return row(name, told, receipt -> inside(receipt, key).map(words).orElse(NOT_TOLD));
  }

  private static Optional<String> inside(Receipt receipt, String key) {
    Isolation isolation = receipt.isolation();
    return isolation == null ? Optional.empty() : Optional.ofNullable(isolation.inside().get(key));
  }

  private static String machine(Receipt receipt) {
    if (!receipt.sandbox().equals(SandboxKind.VM.label())) {
      return receipt.sandbox().isEmpty() ? "unknown" : "none";
    }
    @Nullable String hypervisor = receipt.versions().get("hypervisor");
    return hypervisor == null ? "yes; " + CANNOT_SEE + "which hypervisor" : hypervisor;
  }

  /** A kernel's command line would make its column a page long; the run folder has it whole. */
  private static String cut(String value) {
    return value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "…";
  }

  private static String map(String uidMap) {
    return uidMap.equals(IDENTITY) ? "none: every id is the kernel's own" : uidMap;
  }

  private static String seccompInside(Receipt receipt) {
    Optional<String> mode = inside(receipt, Inside.SECCOMP);
    return mode.map(value -> seccomp(value, inside(receipt, Inside.SECCOMP_FILTERS).orElse("")))
        .orElse(NOT_TOLD);
  }

  /** The kernel's number in words; {@code filters} may be empty. */
  private static String seccomp(String mode, String filters) {
    String count = filters.matches("[1-9]\\d*") ? " (" + filters + ")" : "";
    return switch (mode) {
      case "0" -> "none";
      case "1" -> "strict";
      case "2" -> "filter" + count;
      default -> mode;
    };
  }

  private static String yesOrNo(String bit) {
    return switch (bit) {
      case "0" -> "no";
      case "1" -> "yes";
      default -> bit;
    };
  }

  private static List<Serving> servers(Receipt receipt) {
    Isolation isolation = receipt.isolation();
    return isolation == null ? List.of() : isolation.serving();
  }

  private static String unseen(Receipt receipt) {
    Isolation isolation = receipt.isolation();
    return isolation == null ? "" : isolation.unseen();
  }

  private static String looked(Receipt receipt) {
    return unseen(receipt).isEmpty() ? "seen" : CANNOT_SEE + unseen(receipt);
  }

  private static boolean serves(Receipt receipt, Component component) {
    return servers(receipt).stream().anyMatch(one -> one.component() == component);
  }

  private static Row serving(Component component, List<Receipt> told) {
    return new Row(
        "on the node: " + component.label().replace('_', ' '),
        told.stream().map(receipt -> cell(component, receipt)).toList());
  }

  private static List<String> cell(Component component, Receipt receipt) {
    if (!unseen(receipt).isEmpty()) {
      return List.of("cannot see");
    }
    List<String> lines =
        servers(receipt).stream()
            .filter(one -> one.component() == component)
            .map(IsolationTable::words)
            .toList();
    return lines.isEmpty() ? List.of("–") : lines;
  }

  private static String words(Serving one) {
    return "%s%s: seccomp %s; no new privileges %s; user %s; user namespace %s; own namespaces %s; capabilities %s"
        .formatted(
            one.program(),
            one.processes() == 1 ? "" : " (" + one.processes() + ")",
            seccomp(one.seccomp(), one.seccompFilters()),
            yesOrNo(one.noNewPrivileges()),
            one.user(),
            userNamespace(one.namespaces()),
            others(one.namespaces()),
            Capabilities.words(one.capabilities()));
  }

  private static String userNamespace(String namespaces) {
    if (namespaces.startsWith(UNKNOWN)) {
      return namespaces;
    }
    return Arrays.asList(namespaces.split(" ", -1)).contains("user") ? "its own" : "the node's";
  }

  private static String others(String namespaces) {
    if (namespaces.startsWith(UNKNOWN)) {
      return "unknown";
    }
    String others =
        Arrays.stream(namespaces.split(" ", -1))
            .filter(name -> !name.isEmpty() && !name.equals("user"))
            .collect(Collectors.joining(" "));
    return others.isEmpty() ? "none" : others;
  }
}

package dev.tare.target.pods;

import dev.tare.result.Mark;
import dev.tare.result.Phase;
import dev.tare.result.Reading;
import dev.tare.scenario.Arrival;
import dev.tare.scenario.Ready;
import dev.tare.scenario.SandboxKind;
import dev.tare.scenario.Workload;
import dev.tare.target.pods.HomeCalls.HomeCall;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How long the kernel of a pod's own virtual machine took from its first moment to its first
 * process, as its log says. Only a machine's pod is asked: a plain container would show the node's
 * log, and gVisor shows one that it makes up (decision 0172).
 */
final class GuestBoot {
  static final String VIEW = "guest boot";

  /** {@code /proc/uptime} shows hundredths of a second. */
  private static final long UPTIME_STEP_NANOS = 10_000_000;

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private static final Pattern SAID =
      Pattern.compile("tare1 guest-boot (?:-|(\\d{1,6})\\.(\\d{1,9}))");

  private final boolean machine;
  private final String unasked;
  private Optional<Matcher> said = Optional.empty();

  private GuestBoot(boolean machine, String unasked) {
    this.machine = machine;
    this.unasked = unasked;
  }

  /** For one pod of that trial, which is ready when that has happened. */
  static GuestBoot of(TrialContext context, Ready ready) {
    boolean machine =
        context
            .trial()
            .runtime()
            .expect()
            .sandbox()
            .or(context.place().claim(context.trial().runtime())::sandbox)
            .equals(Optional.of(SandboxKind.VM));
    boolean alone =
        context.trial().workload().workload() instanceof Workload.Startup startup
            && startup.arrival() instanceof Arrival.Serial;
    return of(machine, alone, ready);
  }

  /**
   * For one pod.
   *
   * @param machine whether it is a virtual machine
   * @param alone whether no other pod starts meanwhile
   */
  static GuestBoot of(boolean machine, boolean alone, Ready ready) {
    return new GuestBoot(
        machine,
        !(ready instanceof Ready.HomeCall)
            ? "only a pod that calls home tells how long its kernel is up"
            : alone ? "" : "reading kernels' logs would slow pods that are still starting");
  }

  /** Whether the pod shall say it once it has called home. */
  boolean asked() {
    return machine && unasked.isEmpty();
  }

  /** What the pod printed; it may be among the first lines already. */
  void hear(LogLine line) {
    Matcher matcher = SAID.matcher(line.text());
    if (said.isEmpty() && matcher.matches()) {
      said = Optional.of(matcher);
    }
  }

  /** Waits for what the pod says after its home call; nothing that is timed waits for it. */
  void read(TrialContext context, LivePod pod, Output output, HomeCall call)
      throws PodFailure, InterruptedException {
    if (!machine) {
      return;
    }
    if (!unasked.isEmpty()) {
      pod.marks().unseen(VIEW, unasked);
      return;
    }
    long deadline = context.clock().nanoTime() + PATIENCE_NANOS;
    while (said.isEmpty() && context.clock().nanoTime() < deadline) {
      pod.awaitOutput();
      boolean _ = output.look(Optional.empty());
    }
    switch (reading(pod.request().name(), call.uptimeNanos(), age(pod.marks().done()))) {
      case Reading.Blind blind -> pod.marks().unseen(VIEW, blind.reason());
      case Reading known -> context.readings().add(known);
    }
  }

  /** How long the pod can exist at most when it calls home. */
  private static long age(List<Mark> marks) {
    return Stream.of(Phase.CALLED_HOME, Phase.REQUESTED)
        .flatMap(phase -> marks.stream().filter(mark -> mark.phase() == phase).limit(1))
        .mapToLong(
            mark ->
                (mark.phase() == Phase.CALLED_HOME ? mark.nanos() : -mark.nanos())
                    + mark.errorNanos())
        .sum();
  }

  /**
   * The time of its boot, or why it is not known.
   *
   * @param uptime of the pod's kernel at the home call
   * @param ageNanos how long the pod can exist at most by then
   */
  Reading reading(String pod, OptionalLong uptime, long ageNanos) {
    OptionalLong boot = said.map(GuestBoot::nanos).orElse(OptionalLong.empty());
    if (boot.isEmpty()) {
      return blind(pod, "its kernel's log does not tell, or may not be read there");
    }
    if (uptime.isEmpty()) {
      return blind(pod, "it does not tell how long its kernel is up");
    }
    // With templates and caches of machines a guest was up before the pod was asked for.
    if (uptime.getAsLong() > ageNanos + UPTIME_STEP_NANOS) {
      return blind(
          pod,
          "its kernel was up for %d ms when it called home, and the pod existed for %d ms: it was not booted for this pod"
              .formatted(uptime.getAsLong() / 1_000_000, ageNanos / 1_000_000));
    }
    if (boot.getAsLong() > uptime.getAsLong() + UPTIME_STEP_NANOS) {
      return blind(pod, "its kernel's log tells of a later time than its uptime");
    }
    return new Reading.GuestBoot(pod, boot.getAsLong(), uptime.getAsLong());
  }

  private static OptionalLong nanos(Matcher said) {
    if (said.group(1) == null) {
      return OptionalLong.empty();
    }
    String fraction = (said.group(2) + "000000000").substring(0, 9);
    return OptionalLong.of(
        TimeUnit.SECONDS.toNanos(Long.parseLong(said.group(1))) + Long.parseLong(fraction));
  }

  private static Reading blind(String pod, String reason) {
    return new Reading.Blind(VIEW, "pod " + pod + ": " + reason);
  }
}

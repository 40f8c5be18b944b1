package dev.tare.target.pods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.result.Reading;
import dev.tare.scenario.Ready;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On written inputs: no guest boots on the machines where this was made. */
class GuestBootTest {
  private static final long MILLI = 1_000_000;

  private static GuestBoot asked() {
    return GuestBoot.of(true, true, Ready.HOME_CALL);
  }

  private static Reading reading(String line, OptionalLong uptime, long age) {
    GuestBoot boot = asked();
    boot.hear(new LogLine(0, 0, "stdout", "tare1 first-output 0a1b"));
    boot.hear(new LogLine(0, 0, "stdout", line));
    return boot.reading("p1", uptime, age);
  }

  @Test
  void aKernelThatBootedForThePodTellsHowLongItTook() {
    assertThat(reading("tare1 guest-boot 0.312345", OptionalLong.of(540 * MILLI), 900 * MILLI))
        .isEqualTo(new Reading.GuestBoot("p1", 312_345_000, 540 * MILLI));
  }

  @Test
  void aKernelThatWasUpBeforeThePodDidNotBootForIt() {
    assertThat(reading("tare1 guest-boot 0.312345", OptionalLong.of(5_540 * MILLI), 900 * MILLI))
        .isEqualTo(
            new Reading.Blind(
                "guest boot",
                "pod p1: its kernel was up for 5540 ms when it called home, and the pod existed for"
                    + " 900 ms: it was not booted for this pod"));
  }

  @Test
  void whatIsNotSaidIsNotKnown() {
    assertThat(reading("tare1 guest-boot -", OptionalLong.of(540 * MILLI), 900 * MILLI))
        .isInstanceOfSatisfying(
            Reading.Blind.class, blind -> assertThat(blind.reason()).contains("may not be read"));
    for (String garbage :
        List.of("tare1 guest-boot NaN", "tare1 guest-boot -0.3", "tare1 guest-boot 1e9", "")) {
      assertThat(reading(garbage, OptionalLong.of(540 * MILLI), 900 * MILLI))
          .isInstanceOf(Reading.Blind.class);
    }
    assertThat(reading("tare1 guest-boot 0.3", OptionalLong.empty(), 900 * MILLI))
        .isInstanceOfSatisfying(
            Reading.Blind.class, blind -> assertThat(blind.reason()).contains("is up"));
    assertThat(reading("tare1 guest-boot 0.8", OptionalLong.of(540 * MILLI), 900 * MILLI))
        .isInstanceOfSatisfying(
            Reading.Blind.class, blind -> assertThat(blind.reason()).contains("later time"));
  }

  @Test
  void onlyPodsOfMachinesThatComeAloneAreAsked() {
    assertThat(asked().asked()).isTrue();
    assertThat(GuestBoot.of(false, true, Ready.HOME_CALL).asked())
        .as("a plain container shows the node's log, and gVisor one that it makes up")
        .isFalse();
    assertThat(GuestBoot.of(true, false, Ready.HOME_CALL).asked()).as("in a burst").isFalse();
    assertThat(GuestBoot.of(true, true, Ready.FIRST_OUTPUT).asked()).isFalse();
  }

  /** A log as Linux 6.1 writes it, of a guest that a hypervisor booted directly. */
  private static final String LOG =
      """
      [    0.000000] Linux version 6.1.62 (@kata) (gcc) #1 SMP PREEMPT_DYNAMIC
      [    0.000000] Command line: tsc=reliable no_timer_check quiet systemd.show_status=false
      [    0.004912] Run-time constants patched
      [    0.231118] EXT4-fs (pmem0p1): mounted filesystem without journal.
      [    0.240771] Run /sbin/init as init process
      [    0.240772]   with arguments:
      [    0.240774]     /sbin/init
      [    0.301115] systemd[1]: systemd running in system mode
      """;

  @ParameterizedTest
  @CsvSource({
    "'[    0.240771] Run /sbin/init as init process', 0.240771",
    "'[   12.240771] Run /usr/lib/systemd/systemd as init process', 12.240771",
    "'[    0.240771] systemd[1]: Run /x as init process', ''",
    "'[    0.000000] Starting gVisor...', ''",
  })
  void thePayloadFindsTheLineInAKernelsLog(String line, String found) throws Exception {
    assertThat(found(line + "\n")).isEqualTo(found);
    assertThat(found(LOG)).isEqualTo("0.240771");
  }

  /** By the expression of the payload's own script. */
  private static String found(String log) throws Exception {
    String script =
        Files.readString(
            Path.of(System.getProperty("tare.home", ".."))
                .resolve("benchmarks/src/main/payload/call-home"));
    Matcher sed = Pattern.compile("dmesg [^|]*\\| sed -n '([^']*)'").matcher(script);
    assertThat(sed.find()).isTrue();
    Process process = new ProcessBuilder("sed", "-n", sed.group(1)).start();
    try (var out = process.getOutputStream()) {
      out.write(log.getBytes(StandardCharsets.US_ASCII));
    }
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
  }
}

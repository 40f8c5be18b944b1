package dev.tare.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapabilitiesTest {

  /** The second is what container runtimes grant by default; the kernel prints 16 digits. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0000000000000000 | none",
        "00000000a80425fb | 14: CHOWN, DAC_OVERRIDE, FOWNER, FSETID, KILL, SETGID, SETUID, SETPCAP,"
            + " NET_BIND_SERVICE, NET_RAW, SYS_CHROOT, MKNOD, AUDIT_WRITE, SETFCAP",
        "000001ffffffffff | all 41",
        "000001fffeffffff | all 41 but SYS_RESOURCE",
        "0000020000000000 | 1: number 41",
        "unknown: no such file | unknown: no such file",
      })
  void areTheKernelsNames(String set, String words) {
    assertThat(Capabilities.words(set)).isEqualTo(words);
  }
}

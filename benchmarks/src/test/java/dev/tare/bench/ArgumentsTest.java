package dev.tare.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
  @Test
  void pairsAreReadByName() {
    Arguments arguments = Arguments.parse(List.of("--port", "80"), "port", "host");

    assertThat(arguments.number("port", 65535)).isEqualTo(80);
    assertThat(arguments.number("host", 9, 7)).isEqualTo(7);
  }

  @Test
  void whatIsWrongIsNamed() {
    assertThatThrownBy(() -> Arguments.parse(List.of("--prot", "80"), "port"))
        .isInstanceOf(UsageException.class)
        .hasMessage("unknown argument '--prot'");
    assertThatThrownBy(() -> Arguments.parse(List.of("--port"), "port"))
        .hasMessage("--port needs a value");
    Arguments arguments = Arguments.parse(List.of("--port", "0"), "port", "host");
    assertThatThrownBy(() -> arguments.number("port", 65535))
        .hasMessage("--port 0: not a whole number from 1 to 65535");
    assertThatThrownBy(() -> arguments.text("host")).hasMessage("--host is missing");
  }
}

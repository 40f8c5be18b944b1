package dev.tare.compare;

import dev.tare.result.Receipt;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where somebody else's published figure of the same definition puts ours. Wide on purpose: a
 * figure outside is worth a second look, not wrong.
 *
 * @param statistics those of {@code median}, {@code p90} and {@code p99} that it holds for
 * @param sandbox what the receipt must say; empty for every kind
 * @param hypervisor what the receipt's hypervisor must contain; empty for every one
 * @param platform of gVisor, as the running sentry was told; empty for every one
 * @param low in the metric's unit
 * @param high in the metric's unit
 * @param published the figure as it was published
 * @param source who published it, and where
 * @param date of the figure, as well as it is known
 * @param definition what was measured, and how the band was drawn about it
 */
public record Band(
    String metric,
    List<String> statistics,
    String sandbox,
    String hypervisor,
    String platform,
    double low,
    double high,
    String published,
    String source,
    String date,
    String definition) {
  private static final String RESOURCE = "bands.json";

  /** All that are known, in the order of the file. */
  static final List<Band> ALL = read();

  public Band {
    statistics = List.copyOf(statistics);
  }

  private static List<Band> read() {
    try (InputStream file = Objects.requireNonNull(Band.class.getResourceAsStream(RESOURCE))) {
      List<Band> bands = new ArrayList<>();
      JsonMapper.shared().readTree(file).path("bands").forEach(band -> bands.add(band(band)));
      return List.copyOf(bands);
    } catch (IOException e) {
      throw new UncheckedIOException("the packed bands cannot be read", e);
    }
  }

  private static Band band(JsonNode json) {
    List<String> statistics = new ArrayList<>();
    json.path("statistics").forEach(statistic -> statistics.add(statistic.asString()));
    return new Band(
        json.path("metric").asString(),
        statistics,
        json.path("sandbox").asString(""),
        json.path("hypervisor").asString(""),
        json.path("platform").asString(""),
        json.path("low").asDouble(),
        json.path("high").asDouble(),
        json.path("published").asString(),
        json.path("source").asString(),
        json.path("date").asString(),
        json.path("definition").asString());
  }

  /** Whether that runtime is of the kind that the band is about, by what its receipt shows. */
  boolean fits(Receipt receipt) {
    return (sandbox.isEmpty() || sandbox.equals(receipt.sandbox()))
        && receipt
            .versions()
            .getOrDefault("hypervisor", "")
            .toLowerCase(Locale.ROOT)
            .contains(hypervisor)
        && (platform.isEmpty() || flags(receipt).contains("platform=" + platform));
  }

  private static List<String> flags(Receipt receipt) {
    return Arrays.asList(receipt.versions().getOrDefault("runsc flags", "").split(" ", -1));
  }

  boolean holds(double value) {
    return value >= low && value <= high;
  }
}

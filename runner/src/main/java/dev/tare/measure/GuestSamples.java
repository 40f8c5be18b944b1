package dev.tare.measure;

import dev.tare.result.Metric;
import dev.tare.result.Reading;
import dev.tare.result.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Memory inside a guest, in bytes, by the guest's own kernel and agent. It splits what from outside
 * is one block of the hypervisor's, but is no sum for it: a page that the guest freed may still be
 * the hypervisor's, and a page that it never touched is nobody's.
 */
final class GuestSamples {
  /** Fields of the guest's meminfo, by the agent's names. */
  private static final Map<String, String> FIELDS = new LinkedHashMap<>();

  static {
    FIELDS.put("total", "mem_total");
    FIELDS.put("free", "mem_free");
    FIELDS.put("available", "mem_available");
    FIELDS.put("buffers", "buffers");
    FIELDS.put("cached", "cached");
    FIELDS.put("anon", "anon_pages");
    FIELDS.put("shmem", "shmem");
    FIELDS.put("slab", "slab");
    FIELDS.put("page_tables", "page_tables");
    FIELDS.put("kernel_stack", "kernel_stack");
  }

  private static final String AGENT = "kata_agent_total_rss";

  private GuestSamples() {}

  /** The means over these readings; none of a field that one of them lacks. */
  static List<Sample> of(List<Reading.Guest> guests) {
    List<Sample> samples = new ArrayList<>();
    FIELDS.forEach(
        (part, field) ->
            mean(
                    guests,
                    guest -> Optional.ofNullable(guest.meminfo().get(field)).map(Long::doubleValue))
                .ifPresent(value -> samples.add(sample(part, value))));
    mean(guests, guest -> Optional.ofNullable(guest.figures().get(AGENT)))
        .ifPresent(value -> samples.add(sample("agent", value)));
    return samples;
  }

  /** The agent says 0 for a field that its kernel does not have: a zero is no value. */
  private static Optional<Double> mean(
      List<Reading.Guest> guests, Function<Reading.Guest, Optional<Double>> value) {
    List<Double> values =
        guests.stream().flatMap(guest -> value.apply(guest).filter(v -> v > 0).stream()).toList();
    return values.isEmpty() || values.size() < guests.size()
        ? Optional.empty()
        : Optional.of(values.stream().mapToDouble(v -> v).average().orElseThrow());
  }

  private static Sample sample(String part, double value) {
    return new Sample(Metric.size("memory.guest." + part), value, 0);
  }
}

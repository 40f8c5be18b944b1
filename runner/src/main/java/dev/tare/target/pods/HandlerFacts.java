package dev.tare.target.pods;

import dev.tare.observe.KataFacts;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a node's runtime, and the configuration that it names, say of one handler.
 *
 * @param versions of what serves its pods: name to version
 * @param settings that its pods get, as terms: name to value
 */
public record HandlerFacts(Map<String, String> versions, Map<String, String> settings) {
  /** Where nobody asks the runtime. */
  public static final HandlerFacts UNKNOWN = new HandlerFacts(Map.of(), Map.of());

  public HandlerFacts {
    versions = Map.copyOf(versions);
    settings = Map.copyOf(settings);
  }

  /** The same, and these versions. */
  public HandlerFacts with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(versions);
    all.putAll(more);
    return new HandlerFacts(all, settings);
  }

  /** Why pods with these annotations will be refused; empty when that is not known. */
  public Optional<String> obstacle(Map<String, String> annotations) {
    return new KataFacts(settings, versions).notPermitted(annotations);
  }
}

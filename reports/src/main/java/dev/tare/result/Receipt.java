package dev.tare.result;

import java.util.List;
import java.util.Map;

/**
 * The evidence that a runtime is what it claims, and on which terms its pods run, read from inside
 * a pod before anything is measured.
 *
 * @param sandbox {@code host}, {@code userspace-kernel} or {@code vm}
 * @param kernel what the pod says its kernel is
 * @param terms what the pod really got: {@code cpus}, {@code quota}, {@code memory}, {@code
 *     seccomp}; the values as read
 * @param versions of the runtime, its shim, hypervisor and agent, where they can be read
 * @param unequal how the terms differ from the control's; a ratio is void then
 * @param refused why the runtime may not be measured; empty when it may
 */
public record Receipt(
    String runtime,
    String handler,
    String sandbox,
    String kernel,
    Map<String, String> terms,
    Map<String, String> versions,
    List<String> unequal,
    String refused) {
  public Receipt {
    terms = Map.copyOf(terms);
    versions = Map.copyOf(versions);
    unequal = List.copyOf(unequal);
  }
}

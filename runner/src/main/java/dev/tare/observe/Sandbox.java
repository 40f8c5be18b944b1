package dev.tare.observe;

import java.util.List;

/**
 * A pod as the node knows it.
 *
 * @param pod the pod's name in the trial
 * @param id the sandbox id
 * @param containers container ids, without the pause container
 */
public record Sandbox(String pod, String id, List<String> containers) {
  public Sandbox {
    containers = List.copyOf(containers);
  }
}

package dev.tare.target.kubernetes;

/** What to do when it was not the rights: quota, limits, Pod Security, webhooks. */
final class Admission {
  private Admission() {}

  static String remedy(String message) {
    if (message.contains("exceeded quota")) {
      return "ask for a larger quota, or for smaller or fewer pods in the scenario";
    }
    if (message.contains("violates PodSecurity")) {
      return "the cluster demands more than the level that Tare's pods meet; exempt its namespaces";
    }
    if (message.contains("failed calling webhook")) {
      return "that webhook does not answer: mend it, or exempt Tare's namespaces from it";
    }
    // A webhook's words, and those of a ValidatingAdmissionPolicy.
    if (message.contains("denied the request") || message.contains("denied request")) {
      return "lay what it asks for over the pods with pod.overlay, or exempt Tare's namespaces";
    }
    if (message.contains("RuntimeClass")) {
      return "'tare runtimes list --target kubernetes' shows the classes that there are";
    }
    if (message.contains("per Pod is") || message.contains("per Container is")) {
      return "a LimitRange bounds pods: change pod.cpu and pod.memory of the scenario, or the"
          + " range";
    }
    return "";
  }
}

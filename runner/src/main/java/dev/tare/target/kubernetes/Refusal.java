package dev.tare.target.kubernetes;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a user may not do, out of the API server's words.
 *
 * @param group the API group, empty for the core one
 * @param namespace empty for the whole cluster
 */
record Refusal(
    String user, String verb, String resource, String group, Optional<String> namespace) {

  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "User \"([^\"]*)\" cannot (\\w+) resource \"([^\"]*)\" in API group \"([^\"]*)\""
              + "(?: in the namespace \"([^\"]*)\")?");

  /** Empty when it was not the authorization that refused. */
  static Optional<Refusal> of(String message) {
    Matcher words = FORBIDDEN.matcher(message);
    return words.find()
        ? Optional.of(
            new Refusal(
                words.group(1),
                words.group(2),
                words.group(3),
                words.group(4),
                Optional.ofNullable(words.group(5))))
        : Optional.empty();
  }

  String sentence() {
    return "the user \"%s\" may not %s %s%s"
        .formatted(
            user,
            verb,
            resource + (group.isEmpty() ? "" : "." + group),
            namespace.map(name -> " in the namespace " + name).orElse(" in the cluster"));
  }

  String remedy() {
    return "grant it the rule {apiGroups: [\"%s\"], resources: [\"%s\"], verbs: [\"%s\"]}; all that is needed stands in infra/kubernetes"
        .formatted(group, resource, verb);
  }
}

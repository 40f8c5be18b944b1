package dev.tare.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.target.kubernetes.FakeApiServer.Answer;
import dev.tare.target.kubernetes.observer.Tier;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerRightsTest {
  private static final Path ROLES = Path.of("../infra/kubernetes");

  @TempDir Path folder;

  @Test
  void theRolesGrantWhatTheRunnerAsksForAndNothingElse() throws IOException {
    Map<String, List<RunnerRights.Right>> granted = granted();

    assertThat(granted)
        .containsOnlyKeys(
            "tare-runner", "tare-runner-observer", "tare-runner-kubelet", "tare-observer")
        .containsEntry("tare-runner", RunnerRights.RUNNER)
        .containsEntry("tare-runner-observer", RunnerRights.OBSERVER)
        .containsEntry("tare-runner-kubelet", RunnerRights.KUBELET)
        .containsEntry(
            ObserverManifest.ROLE,
            List.of(new RunnerRights.Right("", "nodes/stats", List.of("get"))));
  }

  private static Map<String, List<RunnerRights.Right>> granted() throws IOException {
    Map<String, List<RunnerRights.Right>> granted = new HashMap<>();
    for (String file : List.of("runner.yaml", "observer.yaml")) {
      for (String document : Files.readString(ROLES.resolve(file)).split("(?m)^---$", -1)) {
        ClusterRole role = Serialization.unmarshal(document, ClusterRole.class);
        granted.put(
            role.getMetadata().getName(),
            role.getRules().stream().map(RunnerRightsTest::right).toList());
      }
    }
    return granted;
  }

  private static RunnerRights.Right right(PolicyRule rule) {
    assertThat(rule.getResources()).hasSize(1);
    assertThat(rule.getApiGroups()).hasSize(1);
    List<String> names = rule.getResourceNames();
    return new RunnerRights.Right(
        rule.getApiGroups().getFirst(),
        rule.getResources().getFirst() + (names.isEmpty() ? "" : "/" + names.getFirst()),
        rule.getVerbs());
  }

  @Test
  void eachVerbIsAskedAboutAndSubresourcesAreNamedApart() {
    try (FakeApiServer server =
            new FakeApiServer()
                .on(
                    "POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
                    request -> {
                      SelfSubjectAccessReview asked =
                          Serialization.unmarshal(request.body(), SelfSubjectAccessReview.class);
                      boolean log =
                          "log".equals(asked.getSpec().getResourceAttributes().getSubresource());
                      return new Answer(
                          201,
                          """
                          {"apiVersion":"authorization.k8s.io/v1","kind":"SelfSubjectAccessReview",
                           "spec":{},"status":{"allowed":%s}}\
                          """
                              .formatted(!log));
                    });
        Cluster cluster = server.open(folder)) {
      assertThat(RunnerRights.reviews(cluster, Tier.KUBELET))
          .hasSize(
              RunnerRights.of(Tier.KUBELET).stream().mapToInt(right -> right.verbs().size()).sum())
          .filteredOn(review -> !review.allowed())
          .containsExactly(new RunnerRights.Review("", "pods/log", "get", false));
    }
  }
}

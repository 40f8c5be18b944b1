package dev.tare.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

class PodTroubleTest {
  private static Pod pod(String status) {
    return Serialization.unmarshal(
        "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"a\"},\"status\":%s}"
            .formatted(status),
        Pod.class);
  }

  private static Pod container(String state) {
    return pod(
        "{\"phase\":\"Pending\",\"containerStatuses\":[{\"name\":\"main\",\"state\":%s}]}"
            .formatted(state));
  }

  @Test
  void aPodOnItsWayIsNoTrouble() {
    assertThat(PodTrouble.of(pod("{\"phase\":\"Pending\"}"))).isEmpty();
    assertThat(PodTrouble.of(container("{\"waiting\":{\"reason\":\"ContainerCreating\"}}")))
        .isEmpty();
    assertThat(PodTrouble.of(container("{\"running\":{}}"))).isEmpty();
  }

  @Test
  void theSchedulersWordsAreToldWhenThereIsNoPlace() {
    assertThat(
            PodTrouble.of(
                pod(
                    "{\"phase\":\"Pending\",\"conditions\":[{\"type\":\"PodScheduled\",\"status\":\"False\",\"reason\":\"Unschedulable\",\"message\":\"0/2"
                        + " nodes are available: 2 Insufficient cpu.\"}]}")))
        .contains(
            "the scheduler finds no place for it: 0/2 nodes are available: 2 Insufficient cpu.");
  }

  @Test
  void anImageThatIsNotThereIsNamed() {
    assertThat(
            PodTrouble.of(
                container(
                    "{\"waiting\":{\"reason\":\"ErrImagePull\",\"message\":\"not found:"
                        + " nothing:1\"}}")))
        .contains("the node cannot start it (ErrImagePull): not found: nothing:1");
  }

  @Test
  void aSecretThatIsNotThereIsFinalAndOneThatIsLateIsNot() {
    String waiting = "{\"waiting\":{\"reason\":\"CreateContainerConfigError\",\"message\":\"%s\"}}";

    assertThat(PodTrouble.of(container(waiting.formatted("secret 'token' not found"))))
        .contains(
            "the node cannot start it (CreateContainerConfigError): secret 'token' not found");
    assertThat(
            PodTrouble.of(
                container(
                    waiting.formatted(
                        "failed to sync secret cache: timed out waiting for the condition"))))
        .isEmpty();
  }

  @Test
  void aContainerThatEndedSaysHow() {
    assertThat(
            PodTrouble.of(
                container("{\"terminated\":{\"exitCode\":137,\"reason\":\"OOMKilled\"}}")))
        .contains("the container ended with exit code 137 (OOMKilled)");
  }

  private static Pod onNode(String status) {
    Pod pod = pod(status);
    pod.setSpec(new PodSpecBuilder().withNodeName("node-1").build());
    return pod;
  }

  @Test
  void aPodOfASilentNodeNamesTheNode() {
    String running = "\"containerStatuses\":[{\"name\":\"main\",\"state\":{\"running\":{}}}]";
    assertThat(
            PodTrouble.of(
                onNode(
                    "{\"phase\":\"Running\",\"conditions\":[{\"type\":\"Ready\",\"status\":\"False\"},"
                        + "{\"type\":\"ContainersReady\",\"status\":\"True\"}],%s}"
                            .formatted(running))))
        .contains("its node node-1 is not ready any more");
    assertThat(
            PodTrouble.of(
                onNode(
                    "{\"phase\":\"Running\",\"reason\":\"NodeLost\",\"message\":\"Node node-1 is unresponsive\",%s}"
                        .formatted(running))))
        .contains("its node node-1 is not ready any more: Node node-1 is unresponsive");
  }

  @Test
  void aPodThatIsNotReadyYetIsNoneOfASilentNode() {
    assertThat(
            PodTrouble.of(
                onNode(
                    """
                    {"phase":"Pending","conditions":[
                      {"type":"Ready","status":"False","reason":"ContainersNotReady"},
                      {"type":"ContainersReady","status":"False","reason":"ContainersNotReady"}]}\
                    """)))
        .isEmpty();
    assertThat(
            PodTrouble.of(
                onNode(
                    """
                    {"phase":"Running","conditions":[
                      {"type":"Ready","status":"False","reason":"ReadinessGatesNotReady"},
                      {"type":"ContainersReady","status":"True"}]}\
                    """)))
        .isEmpty();
  }

  @Test
  void aPodThatIsTakenOffItsNodeSaysByWhomAndWhere() {
    assertThat(
            PodTrouble.of(
                onNode(
                    """
                    {"phase":"Running","conditions":[{"type":"DisruptionTarget","status":"True",
                      "reason":"DeletionByTaintManager","message":"Taint manager: deleting due to NoExecute taint"}]}\
                    """)))
        .contains(
            "the cluster takes it off the node node-1 (DeletionByTaintManager): Taint manager:"
                + " deleting due to NoExecute taint");
  }

  @Test
  void anEvictedPodSaysWhy() {
    assertThat(
            PodTrouble.of(
                pod("{\"phase\":\"Failed\",\"reason\":\"Evicted\",\"message\":\"low on memory\"}")))
        .contains("the pod failed (Evicted): low on memory");
  }
}

package dev.tare.target.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.security.cert.CertificateExpiredException;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class ApiErrorsTest {
  private final ApiErrors errors =
      new ApiErrors(
          new Connection(
              Config.empty(),
              Credentials.fixed(Optional.empty(), "the file"),
              "ctx",
              "ada",
              "default"));

  private static KubernetesClientException failure(int code, String message) {
    return new KubernetesClientException(
        message, code, new StatusBuilder().withCode(code).withMessage(message).build());
  }

  @Test
  void aForbiddenVerbIsNamedWithTheRuleThatGrantsIt() {
    KubernetesClientException e =
        failure(
            403,
            "runtimeclasses.node.k8s.io is forbidden: User \"ada\" cannot list resource"
                + " \"runtimeclasses\" in API group \"node.k8s.io\" at the cluster scope");
    assertThat(errors.of("listing RuntimeClasses", e))
        .hasMessage(
            "listing RuntimeClasses failed: the user \"ada\" may not list"
                + " runtimeclasses.node.k8s.io in the cluster: grant it the rule {apiGroups:"
                + " [\"node.k8s.io\"], resources: [\"runtimeclasses\"], verbs: [\"list\"]}; all"
                + " that is needed stands in infra/kubernetes");
    assertThat(errors.lost(e)).isFalse();
  }

  @Test
  void aForbiddenVerbInANamespaceNamesIt() {
    assertThat(
            errors.say(
                failure(
                    403,
                    "pods \"x\" is forbidden: User \"ada\" cannot get resource \"pods/log\" in API"
                        + " group \"\" in the namespace \"tare-1\"")))
        .startsWith("the user \"ada\" may not get pods/log in the namespace tare-1: grant it");
  }

  @Test
  void quotaPodSecurityAndWebhooksKeepTheServersWords() {
    assertThat(
            errors.say(
                failure(403, "pods \"x\" is forbidden: exceeded quota: small, requested: cpu=2")))
        .isEqualTo(
            "pods \"x\" is forbidden: exceeded quota: small, requested: cpu=2: ask for a larger"
                + " quota, or for smaller or fewer pods in the scenario");
    assertThat(
            errors.say(
                failure(
                    403, "pods \"x\" is forbidden: violates PodSecurity \"restricted:latest\"")))
        .contains("violates PodSecurity \"restricted:latest\": the cluster demands more");
    assertThat(
            errors.say(
                failure(400, "admission webhook \"v.example\" denied the request: no label team")))
        .startsWith("admission webhook \"v.example\" denied the request: no label team (400 from ")
        .contains("pod.overlay");
    assertThat(
            errors.say(
                failure(
                    422,
                    "pods \"x\" is forbidden: ValidatingAdmissionPolicy 'team' with binding 'all'"
                        + " denied request: no label team")))
        .contains("ValidatingAdmissionPolicy 'team'", "no label team", "pod.overlay");
  }

  @Test
  void brokenConnectionsMeanThatTheClusterIsLost() {
    for (IOException cause :
        new IOException[] {
          new ConnectException("Connection refused"),
          new HttpTimeoutException("request timed out"),
          new IOException("HTTP/1.1 header parser received no bytes")
        }) {
      KubernetesClientException e =
          new KubernetesClientException("Operation: [list] failed", cause);
      assertThat(errors.lost(e)).isTrue();
      assertThat(errors.say(e)).contains("cannot be reached: ");
    }
  }

  @Test
  void certificateTroubleIsToldApart() {
    SSLHandshakeException expired = new SSLHandshakeException("PKIX path validation failed");
    expired.initCause(new CertificateExpiredException("NotAfter: Mon Jan 01"));
    assertThat(errors.say(new KubernetesClientException("x", expired)))
        .contains("a certificate has expired (NotAfter: Mon Jan 01)");
    assertThat(
            errors.say(
                new KubernetesClientException(
                    "x",
                    new SSLHandshakeException(
                        "PKIX path building failed: unable to find valid certification path"))))
        .contains("not one that the kubeconfig's certificate authority signed");
    assertThat(
            errors.say(
                new KubernetesClientException(
                    "x",
                    new SSLHandshakeException(
                        "No subject alternative names matching IP address 1.2.3.4 found"))))
        .contains("its certificate is for another name (No subject alternative");
  }
}

package dev.tare.target.kubernetes;

import dev.tare.target.Target;
import dev.tare.target.TargetContract;
import dev.tare.target.kubernetes.observer.Tier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** What every target does, on the embedded cluster whose nodes are observed. */
class KubernetesContractIT extends TargetContract {
  private static final String RUN = "20261125t000000z-contract-0b5e";

  private static RealCluster real;
  private KubernetesTarget target;

  @BeforeAll
  static void bringUp() throws InterruptedException {
    real = RealCluster.require();
  }

  @BeforeEach
  void open() {
    target = real.open(real.config(RUN, Tier.RUNTIME));
  }

  @AfterEach
  void close() {
    target.close();
    real.requireNothingLeftOf(RUN);
  }

  @Override
  protected Target target() {
    return target;
  }

  @Override
  protected String plainRuntime() {
    return "runc";
  }

  @Override
  protected boolean podsAreLeft() {
    return real.podsAreLeft(RUN);
  }
}

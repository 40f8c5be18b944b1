package dev.tare.run;

import dev.tare.target.ManualClock;
import dev.tare.target.Target;
import dev.tare.target.TargetContract;

/** The fake keeps the same promises as the real target, so that tests on it mean something. */
class ScriptedTargetTest extends TargetContract {
  private final ScriptedTarget target =
      new ScriptedTarget(new ManualClock(0, 0)).offering("runc", 1_000);

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
    return false;
  }
}

package dev.tare.target.pods;

import dev.tare.observe.LocalObserver;
import dev.tare.observe.Observer;
import dev.tare.result.CpuProcess;
import dev.tare.result.Reading;
import dev.tare.target.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What Tare itself uses from here to the end of a trial. */
final class OwnCostRun {
  private final Observer observer;
  private final Optional<Reading.CpuTimes> nodeBefore;
  private final OwnCpu own;

  private OwnCostRun(Observer observer, Clock clock) {
    this.observer = observer;
    this.nodeBefore = look();
    this.own = OwnCpu.begin(clock);
  }

  /** The trial begins now; the node is looked at before anything in it is timed. */
  static OwnCostRun begin(PodPlace place) {
    return new OwnCostRun(place.observer(), place.clock());
  }

  /** The trial is over; empty where the system does not tell this program's own time. */
  Optional<Reading> end() {
    Optional<Reading.Harness> harness = own.reading();
    Optional<Reading.CpuTimes> nodeAfter = look();
    return harness.map(
        used ->
            new Reading.OwnCost(
                used.cpuNanos(),
                used.wallNanos(),
                both(nodeAfter, CpuProcess.OBSERVER).filter(_ -> remote()),
                both(nodeAfter, CpuProcess.RUNTIME)));
  }

  /** Where the harness looks itself, its time holds that already. */
  private boolean remote() {
    return !(observer instanceof LocalObserver);
  }

  private Optional<Reading.CpuTimes> look() {
    return Reading.all(observer.cpu(List.of()), Reading.CpuTimes.class).findFirst();
  }

  /** Of the node's processes of that part, with the programs that they ran; empty without any. */
  private Optional<Long> both(Optional<Reading.CpuTimes> after, String part) {
    return nodeBefore.flatMap(
        before ->
            after
                .map(now -> now.since(before, process -> process.part().equals(part)))
                .filter(OptionalLong::isPresent)
                .map(OptionalLong::getAsLong));
  }
}

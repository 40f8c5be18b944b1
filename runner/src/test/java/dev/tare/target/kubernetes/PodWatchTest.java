package dev.tare.target.kubernetes;

import static dev.tare.target.kubernetes.FakeWatchServer.pod;
import static dev.tare.target.kubernetes.FakeWatchServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tare.result.Mark;
import dev.tare.result.Phase;
import dev.tare.target.Clock;
import dev.tare.target.TargetException;
import dev.tare.target.pods.Marks;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PodWatchTest {
  private static final String WAITING = "{\"waiting\":{\"reason\":\"ContainerCreating\"}}";
  private static final String RUNNING = "{\"running\":{\"startedAt\":\"2026-11-24T00:00:00Z\"}}";

  private final List<String> errors = new CopyOnWriteArrayList<>();
  private final Marks marks = new Marks(System.nanoTime());
  private final PodSight sight = new PodSight(marks);
  private FakeWatchServer server;
  private KubernetesClient client;
  private PodWatch watch;

  @BeforeEach
  void begin() throws IOException {
    server = new FakeWatchServer();
    client = server.client();
    watch =
        new PodWatch(
            client, "ns", Clock.system(), e -> String.valueOf(e.getMessage()), errors::add);
    watch.expect("a", sight);
  }

  @AfterEach
  void end() {
    watch.close();
    client.close();
    server.close();
  }

  private List<Phase> phases() {
    return marks.done().stream().map(Mark::phase).toList();
  }

  @Test
  void marksEachPhaseWhenItIsFirstSeen() {
    watch.start();
    server.event("ADDED", pod("a", "", WAITING));
    server.event("MODIFIED", pod("a", "node-1", WAITING));
    server.event("MODIFIED", pod("a", "node-1", RUNNING));
    server.event("MODIFIED", pod("a", "node-1", RUNNING));

    await().until(() -> phases().size() == 2);

    assertThat(phases()).containsExactly(Phase.SCHEDULED, Phase.CONTAINERS_STARTED);
    assertThat(sight.containerId()).contains("c0ffee");
    assertThat(marks.done()).allMatch(mark -> mark.observer().equals("watch"));
    assertThat(errors).isEmpty();
  }

  @Test
  void aStreamThatEndsIsBegunAnewAndWhatWasMissedIsMarkedAsLate() throws InterruptedException {
    watch.start();
    server.event("ADDED", pod("a", "node-1", WAITING));
    await().until(() -> phases().size() == 1);
    server.listed("20", pod("a", "node-1", RUNNING));
    Thread.sleep(50);
    server.hangUp();

    await().until(() -> phases().size() == 2 && server.watchesFrom().size() == 2);

    assertThat(server.watchesFrom()).containsExactly("10", "20");
    assertThat(marks.done().getFirst().errorNanos()).isLessThan(50_000_000);
    assertThat(marks.done().getLast().errorNanos()).isGreaterThan(50_000_000);
  }

  @Test
  void whenTheServerForgotWhereWeWereItListsAnew() {
    watch.start();
    server.listed("30", pod("a", "node-1", RUNNING));
    server.event("ERROR", status(410, "too old resource version"));

    await().until(() -> phases().size() == 2 && server.watchesFrom().size() == 2);

    assertThat(server.watchesFrom()).contains("30");
    assertThat(errors).singleElement().asString().contains("410 too old resource version");
  }

  @Test
  void everyErrorOfTheWatchIsTold() {
    watch.start();
    server.listed("40", pod("a", "node-1", RUNNING));
    server.event("ERROR", status(500, "etcd is away"));

    await().until(() -> phases().size() == 2);

    assertThat(errors).singleElement().asString().contains("500 etcd is away");
  }

  @Test
  void anErrorThatRepeatsIsToldOnceAndAgainOnlyAfterTheWatchLived() {
    watch.start();
    server.event("ERROR", status(500, "etcd is away"));
    server.event("ERROR", status(500, "etcd is away"));
    server.hangUp();
    server.event("ERROR", status(500, "etcd is away"));
    await().until(() -> server.watchesFrom().size() == 3);
    assertThat(errors).hasSize(1);

    server.event("ADDED", pod("a", "node-1", WAITING));
    await().until(() -> phases().size() == 1);
    server.event("ERROR", status(500, "etcd is away"));
    await().until(() -> errors.size() == 2);
  }

  @Test
  void whatHappenedWhileTheServerForgotWhereWeWereIsMarkedAsLate() throws InterruptedException {
    watch.start();
    server.event("ADDED", pod("a", "node-1", WAITING));
    await().until(() -> phases().size() == 1);
    server.listed("30", pod("a", "node-1", RUNNING));
    Thread.sleep(50);
    server.event("ERROR", status(410, "too old resource version"));

    await().until(() -> phases().size() == 2);

    assertThat(marks.done().getLast().errorNanos()).isGreaterThan(50_000_000);
    assertThat(errors).hasSize(1);
  }

  @Test
  void aServerThatIsAwayForAWhileIsWaitedFor() {
    watch.start();
    server.listAnswers(503);
    server.hangUp();
    await().until(() -> errors.stream().anyMatch(error -> error.contains("not today")));
    server.listed("50", pod("a", "node-1", RUNNING));
    server.listAnswers(200);

    await().until(() -> phases().size() == 2);
  }

  @Test
  void aPodThatIsNotListedAnyMoreIsGone() {
    watch.start();
    server.event("ADDED", pod("a", "node-1", RUNNING));
    await().until(() -> phases().size() == 2);
    server.listed("60");
    server.hangUp();

    await().until(() -> sight.deletion().isPresent());
  }

  @Test
  void podsThatMayNotBeListedAreSaidAtOnce() {
    server.listAnswers(403);

    assertThatThrownBy(watch::start)
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("the pods of ns cannot be watched")
        .hasMessageContaining("not today");
  }
}

package dev.tare.target.kubernetes.observer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.observe.FakeNode;
import dev.tare.observe.LocalObserver;
import dev.tare.observe.Sandbox;
import dev.tare.result.CpuGroup;
import dev.tare.result.Fact;
import dev.tare.result.Reading;
import dev.tare.target.Clock;
import dev.tare.target.TargetException;
import dev.tare.target.WallClock;
import dev.tare.target.pods.HomeCalls.HomeCall;
import dev.tare.target.pods.PodKernel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Server and client against each other over HTTP, on a node of files. */
class RemoteObserverTest {
  private static final String TOKEN = "0123456789abcdef";
  private static final String BOOT = "5f3c2a4e-0000-4000-8000-000000000001";
  private static final String UID = "0123abcd-89ab-4cde-8f01-23456789abcd";
  private static final String SANDBOX = "a".repeat(64);
  private static final String CONTAINER = "b".repeat(64);
  private static final String GROUP = "/kubepods/burstable/pod" + UID;

  /** Ahead of this machine's, as the clock of another machine would be. */
  private static final long SKEW_NANOS = TimeUnit.HOURS.toNanos(7);

  private static final Clock SKEWED =
      new Clock() {
        @Override
        public long nanoTime() {
          return System.nanoTime() + SKEW_NANOS;
        }

        @Override
        public long wallNanos() {
          return Clock.system().wallNanos();
        }

        @Override
        public void sleep(long nanos) throws InterruptedException {
          Clock.system().sleep(nanos);
        }
      };

  @TempDir Path root;

  private FakeNode node;
  private ObserverServer server;

  @BeforeEach
  void setUp() throws IOException {
    node = new FakeNode(root, 2);
    node.process(10, 1, "/system.slice/containerd.service", 7, "containerd-shim", "-id", SANDBOX)
        .process(11, 10, GROUP + "/" + SANDBOX, 1, "pause")
        .process(12, 10, GROUP + "/" + CONTAINER, 5, "workload")
        .cgroup(GROUP, 6000, "anon 5000\n")
        .cgroup(GROUP + "/" + SANDBOX, 1000, "anon 1000\n")
        .cgroup(GROUP + "/" + CONTAINER, 5000, "anon 4000\n")
        .write(
            "cgroup" + GROUP + "/cpu.stat",
            "nr_periods 9\nnr_throttled 2\nthrottled_usec 7\nusage_usec 44\n")
        .write("proc/stat", "cpu  1 2 3 4 5 6 7 8 0 0\n");
    server = serve(0);
  }

  @AfterEach
  void tearDown() {
    server.close();
  }

  private ObserverServer serve(int port) throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    ObserverAnswers answers =
        new ObserverAnswers(
            "node-1",
            new ProcessSight(node.path("proc"), node.path("cgroup"), Optional.empty()),
            SKEWED,
            new PodKernel.Host(BOOT, "6.1.0"),
            here,
            0);
    return ObserverServer.open(new InetSocketAddress(here, port), TOKEN, answers);
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + server.address().getPort());
  }

  private RemoteObserver connect() {
    return RemoteObserver.connect(new PlainChannel(address(), TOKEN), Clock.system(), "another");
  }

  private static void callHome(RemoteObserver observer, String nonce) throws IOException {
    try (Socket socket = new Socket(observer.home().address(), observer.home().port())) {
      socket
          .getOutputStream()
          .write(("tare1 t " + nonce + " 2 0.1 -\n").getBytes(StandardCharsets.US_ASCII));
    }
  }

  @Test
  void readingsAreThoseOfTheNodeItself() {
    try (RemoteObserver remote = connect();
        LocalObserver local = new LocalObserver(node.path("proc"), node.path("cgroup"))) {
      Sandbox sandbox = remote.sandbox("a", UID, List.of(CONTAINER)).orElseThrow();

      assertThat(sandbox).isEqualTo(new Sandbox("a", SANDBOX, List.of(CONTAINER)));
      assertThat(remote.memory(List.of(sandbox)))
          .isEqualTo(local.memory(List.of(sandbox)))
          .hasSize(3)
          .noneMatch(Reading.Blind.class::isInstance);
      assertThat(remote.cpu(List.of(sandbox)))
          .singleElement()
          .isInstanceOfSatisfying(
              Reading.CpuTimes.class,
              times -> {
                assertThat(times.groups()).contains(new CpuGroup("a", GROUP, 2, 44_000));
                assertThat(times.node()).containsEntry("softirq", 70_000_000L);
                assertThat(times.processes())
                    .anyMatch(process -> process.pid() == 10 && process.part().equals("shim"));
              });
      Sandbox byUid = new Sandbox("a", UID, List.of(CONTAINER));
      assertThat(remote.strain(List.of(byUid))).isEqualTo(local.strain(List.of(byUid)));
      assertThat(remote.cpuLimit("a", UID)).contains(new Reading.CpuLimit("a", 9, 2, 7_000));
      assertThat(remote.facts()).containsAll(comparable(local.facts()));
      assertThat(remote.facts())
          .contains(Fact.known("host.name", "node-1", false))
          .filteredOn(fact -> fact.name().equals("os.distribution"))
          .allMatch(fact -> fact.value() == null);
      assertThat(remote.host()).isEqualTo(new PodKernel.Host(BOOT, "6.1.0"));
      assertThat(remote.node()).isEqualTo("node-1");
    }
  }

  private static List<Fact> comparable(List<Fact> facts) {
    return facts.stream().filter(Fact::comparable).toList();
  }

  @Test
  void aViewThatTheTierDoesNotGrantSaysWhichOneDoes() {
    try (RemoteObserver remote = connect()) {
      assertThat(remote.tier()).isEqualTo(Tier.PROCESSES);
      assertThat(remote.stats("a", UID, SANDBOX, 1))
          .containsExactly(
              new Reading.Blind(
                  "runtime-stats",
                  "tier 'processes' of the node observer sees processes and cgroups, not the"
                      + " runtime's statistics; tier 'runtime' or tier 'kubelet' would show it"));
    }
  }

  @Test
  void aPodIsGoneWhenNeitherProcessNorCgroupIsLeft() {
    try (RemoteObserver remote = connect()) {
      RemoteObserver.Remains left = remote.remains(UID, List.of(SANDBOX, CONTAINER));
      assertThat(left).isEqualTo(new RemoteObserver.Remains(3, 1, Optional.empty()));
      assertThat(left.gone()).isFalse();

      assertThat(remote.remains(UID.replace('0', '1'), List.of("c".repeat(64))).gone()).isTrue();
    }
  }

  @Test
  void withoutTheTokenNothingIsToldButThatItIsReady() throws Exception {
    assertThat(status("/ready", "none")).isEqualTo(200);
    for (String path : List.of("/clock", "/facts", "/home", "/calls", "/events", "/other")) {
      assertThat(status(path, "none")).isEqualTo(403);
      assertThat(status(path, TOKEN.substring(1))).isEqualTo(403);
    }
    assertThat(status("/clock", TOKEN)).isEqualTo(200);
    assertThat(status("/other", TOKEN)).isEqualTo(404);
    assertThat(status("/calls?after=x", TOKEN)).isEqualTo(400);

    assertThatThrownBy(
            () ->
                RemoteObserver.connect(
                    new PlainChannel(address(), "wrong"), Clock.system(), "another"))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("X-Tare-Token is missing or not this run's");
  }

  private int status(String path, String token) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(address().resolve(path))
              .header(NodeChannel.TOKEN_HEADER, token)
              .build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  @Test
  void aBodyWithoutEndIsRefused() throws Exception {
    try (NodeChannel channel = new PlainChannel(address(), TOKEN)) {
      assertThatThrownBy(() -> channel.post("/memory", " ".repeat((1 << 20) + 1)))
          .isInstanceOf(NodeChannel.RefusedException.class)
          .hasMessageContaining("answer 413");
    }
  }

  @Test
  void aStampOfAnotherMachinesClockIsRightWithinItsBound() throws Exception {
    try (RemoteObserver remote = connect()) {
      CompletableFuture<HomeCall> expected = remote.home().expect("aa11");
      long before = System.nanoTime();
      callHome(remote, "aa11");
      HomeCall call = expected.get(1, TimeUnit.MINUTES);
      long after = System.nanoTime();

      assertThat(call.attempt()).isEqualTo(2);
      assertThat(call.errorNanos()).isPositive();
      assertThat(call.acceptedNanos())
          .isBetween(before - call.errorNanos(), after + call.errorNanos());
    }
  }

  @Test
  void theNodesWallClockIsSetAgainstOurMonotonicOne() {
    try (RemoteObserver remote = connect()) {
      WallClock.Pair pair = remote.wallClock().orElseThrow();
      WallClock.Pair here = WallClock.Pair.read(Clock.system());

      assertThat(Math.abs(pair.offset() - here.offset()))
          .isLessThanOrEqualTo(pair.readError() + here.readError() + 1_000_000);
    }
  }

  @Test
  void onTheSameKernelStampsAreTakenAsTheyAre() throws Exception {
    try (RemoteObserver remote =
        RemoteObserver.connect(new PlainChannel(address(), TOKEN), SKEWED, BOOT)) {
      CompletableFuture<HomeCall> expected = remote.home().expect("aa11");
      long before = SKEWED.nanoTime();
      callHome(remote, "aa11");
      HomeCall call = expected.get(1, TimeUnit.MINUTES);

      assertThat(call.errorNanos()).isZero();
      assertThat(call.acceptedNanos()).isBetween(before, SKEWED.nanoTime());
    }
  }

  @Test
  void anObserverThatWasRestartedFailsWhoeverWaitedAndServesTheNext() throws Exception {
    try (RemoteObserver remote = connect()) {
      CompletableFuture<HomeCall> lost = remote.home().expect("aa11");
      int port = server.address().getPort();
      server.close();
      server = serve(port);

      assertThatThrownBy(() -> lost.get(1, TimeUnit.MINUTES))
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOf(TargetException.class)
          .hasMessageContaining("home calls on node node-1 were not heard");

      HomeCall call = askAgainUntilHeard(remote);
      assertThat(call.attempt()).isEqualTo(2);
    }
  }

  private static HomeCall askAgainUntilHeard(RemoteObserver remote) throws Exception {
    for (int i = 0; ; i++) {
      CompletableFuture<HomeCall> next = remote.home().expect("bb22" + i);
      try {
        callHome(remote, "bb22" + i);
        return next.get(1, TimeUnit.MINUTES);
      } catch (ExecutionException | IOException e) {
        // Not yet connected anew.
        Clock.system().sleep(Duration.ofMillis(50).toNanos());
      }
    }
  }

  @Test
  void aCallDuringALostConnectionIsHeardAfterwards() throws Exception {
    FlakyChannel channel = new FlakyChannel(new PlainChannel(address(), TOKEN));
    try (RemoteObserver remote = RemoteObserver.connect(channel, Clock.system(), "another")) {
      CompletableFuture<HomeCall> first = remote.home().expect("aa11");
      CompletableFuture<HomeCall> second = remote.home().expect("bb22");
      callHome(remote, "aa11");
      long heard = first.get(1, TimeUnit.MINUTES).acceptedNanos();

      channel.broken = true;
      callHome(remote, "bb22");
      channel.broken = false;

      assertThat(second.get(1, TimeUnit.MINUTES).acceptedNanos()).isGreaterThan(heard);
    }
  }

  @Test
  void readingsOfAnObserverThatIsAwayAreBlind() {
    FlakyChannel channel = new FlakyChannel(new PlainChannel(address(), TOKEN));
    try (RemoteObserver remote = RemoteObserver.connect(channel, Clock.system(), "another")) {
      channel.broken = true;

      assertThat(remote.memory(List.of()))
          .containsOnly(
              new Reading.Blind("node", "the observer of node node-1 does not answer: broken"),
              new Reading.Blind(
                  "process-tree", "the observer of node node-1 does not answer: broken"),
              new Reading.Blind("cgroup", "the observer of node node-1 does not answer: broken"));
      assertThat(remote.cpu(List.of()))
          .containsExactly(
              new Reading.Blind("cpu", "the observer of node node-1 does not answer: broken"));
      assertThat(remote.wallClock()).isEmpty();
      assertThat(remote.remains(UID, List.of()).gone()).isFalse();
    }
  }

  private static final class FlakyChannel implements NodeChannel {
    private final NodeChannel channel;
    private volatile boolean broken;

    FlakyChannel(NodeChannel channel) {
      this.channel = channel;
    }

    @Override
    public String get(String path) throws IOException, InterruptedException {
      return check(channel.get(path));
    }

    @Override
    public String post(String path, String json) throws IOException, InterruptedException {
      return check(channel.post(path, json));
    }

    private String check(String answer) throws IOException {
      if (broken) {
        throw new IOException("broken");
      }
      return answer;
    }

    @Override
    public void close() {
      channel.close();
    }
  }
}

package dev.tare.target.kubernetes.observer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FeedTest {
  private final Feed<String> feed = new Feed<>(3);

  private Wire.Page<String> after(long number) throws InterruptedException {
    return feed.after("me", number, Duration.ZERO);
  }

  @Test
  void givesWhatCameSinceAndNothingTwice() throws Exception {
    feed.add("a");
    feed.add("b");

    assertThat(after(0)).isEqualTo(new Wire.Page<>("me", 2, 0, List.of("a", "b")));
    assertThat(after(1).items()).containsExactly("b");
    assertThat(after(2).items()).isEmpty();
  }

  @Test
  void saysHowMuchWasDropped() throws Exception {
    for (String item : "a b c d e".split(" ", -1)) {
      feed.add(item);
    }

    assertThat(after(0).items()).containsExactly("c", "d", "e");
    assertThat(after(0).lost()).isEqualTo(2);
    assertThat(after(2).lost()).isZero();
    assertThat(after(4).items()).containsExactly("e");
  }

  @Test
  void aWaitingAskerGetsTheNextAtOnce() throws Exception {
    CompletableFuture<Wire.Page<String>> asked = new CompletableFuture<>();
    Thread.startVirtualThread(
        () -> {
          try {
            asked.complete(feed.after("me", 0, Duration.ofMinutes(5)));
          } catch (InterruptedException e) {
            asked.completeExceptionally(e);
          }
        });

    feed.add("a");

    assertThat(asked.get().items()).containsExactly("a");
  }
}

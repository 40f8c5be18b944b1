package dev.tare.target.kubernetes;

import dev.tare.target.TargetException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;

/**
 * What an exec plugin handed out. It is asked again in the background well before the token
 * expires, so that no request waits for it, and at once when the server refuses a token.
 */
final class ExecCredentials implements Credentials {
  private static final Duration MOST_AHEAD = Duration.ofMinutes(5);
  private static final Duration RETRY = Duration.ofSeconds(10);

  private final ExecPlugin plugin;
  private final Timer renewals = new Timer("credentials", true);
  private volatile ExecPlugin.Issued issued;
  private volatile String trouble = "";

  ExecCredentials(ExecPlugin plugin) {
    this.plugin = plugin;
    this.issued = plugin.run();
    schedule();
  }

  ExecPlugin.Issued issued() {
    return issued;
  }

  @Override
  public Optional<String> header() {
    return issued.token().map(Credentials::bearer);
  }

  @Override
  public synchronized boolean renew(Optional<String> refused) {
    if (!header().equals(refused)) {
      return true;
    }
    if (issued.token().isEmpty()) {
      trouble = "it gave a certificate, which cannot be exchanged on an open connection";
      return false;
    }
    try {
      issued = plugin.run();
      trouble = "";
      schedule();
    } catch (TargetException e) {
      trouble = String.valueOf(e.getMessage());
    }
    return !header().equals(refused);
  }

  /** A fifth of its life before the end, but never more than five minutes. */
  private void schedule() {
    if (issued.token().isPresent()) {
      issued.expires().ifPresent(end -> renewIn(wait(Duration.between(Instant.now(), end))));
    }
  }

  static Duration wait(Duration life) {
    Duration ahead = life.dividedBy(5);
    return life.minus(ahead.compareTo(MOST_AHEAD) > 0 ? MOST_AHEAD : ahead);
  }

  private void renewIn(Duration wait) {
    ExecPlugin.Issued aging = issued;
    TimerTask renewal =
        new TimerTask() {
          @Override
          public void run() {
            // Unless a refusal was faster.
            if (issued.equals(aging) && !renew(header())) {
              renewIn(RETRY);
            }
          }
        };
    try {
      renewals.schedule(renewal, Math.max(wait.toMillis(), 1_000));
    } catch (IllegalStateException e) {
      // Closed meanwhile.
    }
  }

  @Override
  public String origin() {
    return "the exec plugin " + plugin.name();
  }

  @Override
  public String trouble() {
    return trouble;
  }

  @Override
  public void close() {
    renewals.cancel();
  }
}

package dev.tare.bench.network;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;

/** Requests at a fixed rate over one connection, with a thread that sends and one that receives. */
final class OpenLoop {
  /** How long an answer may be missing before the measurement fails. */
  private static final int SILENCE_MILLIS = 10_000;

  private OpenLoop() {}

  /**
   * Sends one second's requests as warm-up and then {@code seconds} seconds' to be measured.
   *
   * @throws IOException when the connection breaks or answers stay away
   */
  static Schedule.Latencies run(String host, int port, int rate, int seconds) throws IOException {
    try (Socket socket = new Socket(host, port)) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(SILENCE_MILLIS);
      socket.getOutputStream().write(Conversation.ECHO);
      Schedule schedule =
          new Schedule(
              System.nanoTime() + 10_000_000, rate, rate, Math.multiplyExact(rate, seconds));
      long[] sent = new long[schedule.count()];
      CompletableFuture<Void> sender =
          CompletableFuture.runAsync(() -> send(socket, schedule, sent), OpenLoop::onThread);
      long[] received = receive(socket, schedule.count());
      join(sender);
      return schedule.latencies(sent, received);
    }
  }

  private static void onThread(Runnable work) {
    Thread.ofPlatform().daemon().name("sender").start(work);
  }

  private static void send(Socket socket, Schedule schedule, long[] sent) {
    ByteBuffer message = ByteBuffer.allocate(Conversation.MESSAGE_BYTES);
    try {
      OutputStream out = socket.getOutputStream();
      for (int i = 0; i < sent.length; i++) {
        long wait;
        // Sleeps and never spins: the pod may have one CPU, and the receiver needs it.
        while ((wait = schedule.intended(i) - System.nanoTime()) > 0) {
          LockSupport.parkNanos(wait);
        }
        message.putInt(0, i);
        sent[i] = System.nanoTime();
        out.write(message.array());
      }
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  private static long[] receive(Socket socket, int count) throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    byte[] message = new byte[Conversation.MESSAGE_BYTES];
    long[] received = new long[count];
    for (int i = 0; i < count; i++) {
      try {
        in.readFully(message);
      } catch (EOFException e) {
        throw new IOException(
            "the server closed the connection before answer " + i + " of " + count);
      } catch (SocketTimeoutException e) {
        throw new IOException(
            "no answer to request " + i + " of " + count + " for " + SILENCE_MILLIS + " ms");
      }
      received[i] = System.nanoTime();
      int answered = ByteBuffer.wrap(message).getInt(0);
      if (answered != i) {
        throw new IOException("request " + answered + " was answered where " + i + " was due");
      }
    }
    return received;
  }

  private static void join(CompletableFuture<Void> sender) throws IOException {
    try {
      sender.join();
    } catch (CompletionException e) {
      throw new IOException("a request could not be sent", e.getCause());
    }
  }
}

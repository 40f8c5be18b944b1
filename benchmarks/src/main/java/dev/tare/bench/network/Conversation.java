package dev.tare.bench.network;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;

/**
 * The server's side of one connection. The first byte says what it is: {@code S} reads a number of
 * milliseconds, swallows bytes to the end of the stream and answers with their number, the number
 * of those that came later than so long after the first, and the nanoseconds that these took;
 * {@code E} sends every message of {@link #MESSAGE_BYTES} back; {@code C} is answered and waited
 * out.
 */
final class Conversation {
  static final byte SINK = 'S';
  static final byte ECHO = 'E';
  static final byte GREET = 'C';
  static final int MESSAGE_BYTES = 64;
  static final int CHUNK_BYTES = 128 * 1024;

  private Conversation() {}

  /**
   * Serves it in threads of its own: a cheap one for what is over at once, and one of the system's,
   * which blocks in the kernel as other programs do, for what is timed.
   */
  static void begin(Socket socket) {
    Thread.ofVirtual().start(() -> serve(socket));
  }

  private static void serve(Socket socket) {
    try {
      socket.setTcpNoDelay(true);
      int kind = socket.getInputStream().read();
      switch (kind) {
        case SINK -> onThread(socket, Conversation::sink);
        case ECHO -> onThread(socket, Conversation::echo);
        case GREET -> talk(socket, Conversation::greet);
        // a port scanner or a readiness check
        default -> socket.close();
      }
    } catch (IOException e) {
      close(socket);
    }
  }

  /** One kind of conversation. */
  private interface Talk {
    void with(Socket socket) throws IOException;
  }

  private static void onThread(Socket socket, Talk talk) {
    Thread.ofPlatform().daemon().start(() -> talk(socket, talk));
  }

  private static void talk(Socket socket, Talk talk) {
    try (socket) {
      talk.with(socket);
    } catch (IOException e) {
      // The client sees the broken connection, and it is the one that reports.
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is broken already.
    }
  }

  private static void greet(Socket socket) throws IOException {
    socket.getOutputStream().write(GREET);
    // Until the client resets it: who closes first keeps the connection for a minute.
    while (socket.getInputStream().read() >= 0) {
      // whatever it says
    }
  }

  private static void sink(Socket socket) throws IOException {
    byte[] chunk = new byte[CHUNK_BYTES];
    long omitted = new DataInputStream(socket.getInputStream()).readInt() * 1_000_000L;
    long bytes = 0;
    long counted = 0;
    long began = 0;
    long from = 0;
    long last = 0;
    int count;
    while ((count = socket.getInputStream().read(chunk)) >= 0) {
      last = System.nanoTime();
      if (bytes == 0) {
        began = last;
      }
      if (last - began < omitted || from == 0) {
        // These bytes came before the time that is counted.
        from = last;
      } else {
        counted += count;
      }
      bytes += count;
    }
    DataOutputStream answer = new DataOutputStream(socket.getOutputStream());
    answer.writeLong(bytes);
    answer.writeLong(counted);
    answer.writeLong(last - from);
    answer.flush();
  }

  private static void echo(Socket socket) throws IOException {
    DataInputStream requests = new DataInputStream(socket.getInputStream());
    byte[] message = new byte[MESSAGE_BYTES];
    while (true) {
      requests.readFully(message);
      socket.getOutputStream().write(message);
    }
  }
}

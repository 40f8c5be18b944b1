package dev.tare.bench.network;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;

/**
 * The server's side of one connection. The first byte says what it is: {@code S} swallows bytes to
 * the end of the stream and answers with their number and the nanoseconds from the first to the
 * last; {@code E} sends every message of {@link #MESSAGE_BYTES} back.
 */
final class Conversation {
  static final byte SINK = 'S';
  static final byte ECHO = 'E';
  static final int MESSAGE_BYTES = 64;
  static final int CHUNK_BYTES = 128 * 1024;

  private Conversation() {}

  static void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      int kind = socket.getInputStream().read();
      switch (kind) {
        case SINK -> sink(socket);
        case ECHO -> echo(socket);
        default -> {
          // a port scanner or a readiness check
        }
      }
    } catch (IOException e) {
      // The client sees the broken connection, and it is the one that reports.
    }
  }

  private static void sink(Socket socket) throws IOException {
    byte[] chunk = new byte[CHUNK_BYTES];
    long bytes = 0;
    long first = 0;
    long last = 0;
    int count;
    while ((count = socket.getInputStream().read(chunk)) >= 0) {
      last = System.nanoTime();
      first = bytes == 0 ? last : first;
      bytes += count;
    }
    DataOutputStream answer = new DataOutputStream(socket.getOutputStream());
    answer.writeLong(bytes);
    answer.writeLong(last - first);
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

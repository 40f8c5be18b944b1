package dev.tare.target.pods;

import dev.tare.scenario.Ready;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** One look at a port of a pod. */
public final class PortLook {
  /** On one node an open port accepts within a millisecond; a lost packet is sent anew by us. */
  private static final int CONNECT_MILLIS = 100;

  /** The first request of a program that has just started may take long. */
  private static final int ANSWER_MILLIS = 2_000;

  private static final int LONGEST_LINE = 200;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)( .*)?");

  private PortLook() {}

  /** Whether it answers now as it is wanted. */
  public static boolean answers(String address, Ready.Asked wanted) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, wanted.port()), CONNECT_MILLIS);
      return switch (wanted) {
        case Ready.Tcp _ -> true;
        case Ready.Http http -> status(socket, address, http) == http.status();
      };
    } catch (IOException e) {
      return false;
    }
  }

  /** The status of the answer; 0 when it is none. */
  private static int status(Socket socket, String address, Ready.Http http) throws IOException {
    socket.setSoTimeout(ANSWER_MILLIS);
    String host = address.indexOf(':') < 0 ? address : "[" + address + "]";
    String request =
        "GET %s HTTP/1.1\r\nHost: %s:%d\r\nUser-Agent: tare\r\nConnection: close\r\n\r\n"
            .formatted(http.path(), host, http.port());
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    var line = STATUS.matcher(line(socket.getInputStream()));
    return line.matches() ? Integer.parseInt(line.group(1)) : 0;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\r' && c != '\n' && line.length() < LONGEST_LINE; ) {
      line.append((char) c);
      c = in.read();
    }
    return line.toString();
  }
}

package io.torii.home;

import io.torii.testkit.RawClient;
import io.torii.testkit.Seen;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A client that sends bytes and reads what is answered, to the end of the connection. If nothing
 * more comes it ends its own half: a server that waits for the rest of a body then knows that there
 * is none.
 */
final class HostileClient {

  private static final Duration SILENCE = Duration.ofMillis(700);
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private HostileClient() {}

  /**
   * An answer.
   *
   * @param head with the empty line at its end
   * @param body its framing removed
   * @param whole false if the connection ended within it
   */
  record Answer(String head, String body, boolean whole) {

    /** As the tables have it. */
    String outcome() {
      if (head.contains("\r\n" + HostileMember.MARK + "\r\n")) {
        return Limit.PASSES;
      }
      if (!head.startsWith("HTTP/1")) {
        return "HTTP/2"; // its frames, which a preface asks for
      }
      return status() + (body.contains("<small>Request ") ? " (Torii)" : "");
    }

    String status() {
      return head.length() > 12 ? head.substring(9, 12) : head;
    }
  }

  /** Every answer but interim ones. */
  static List<Answer> ask(int port, String bytes) throws IOException {
    try (RawClient client = RawClient.to(port)) {
      try {
        client.send(bytes);
      } catch (IOException e) {
        // it does not want to hear all of this: its answer may be there still
      }
      List<Answer> answers = new ArrayList<>();
      Ending in = new Ending(client);
      boolean toHead = bytes.startsWith("HEAD ");
      for (Answer a = read(in, toHead); !a.head().isEmpty(); a = read(in, false)) {
        if (!a.status().startsWith("1")) {
          answers.add(a);
          toHead = false;
        } else if (a.status().equals("101")) {
          answers.add(a);
          return answers; // another protocol begins
        }
        if (!a.whole()) {
          return answers;
        }
      }
      return answers;
    }
  }

  private static Answer read(InputStream in, boolean toHead) throws IOException {
    String head = until(in, "\r\n\r\n");
    if (!head.endsWith("\r\n\r\n")) {
      return new Answer(head, "", false);
    }
    Seen fields = new Seen(head.strip(), "", 0);
    if (toHead || head.matches("(?s)HTTP/1.1 (1\\d\\d|204|304).*")) {
      return new Answer(head, "", true);
    }
    if (fields.header("Transfer-Encoding").isPresent()) {
      StringBuilder body = new StringBuilder();
      while (true) {
        String line = until(in, "\r\n").strip();
        if (!line.matches("[0-9a-fA-F]{1,7}")) {
          return new Answer(head, body.toString(), false);
        }
        int size = Integer.parseInt(line, 16);
        body.append(text(in.readNBytes(size)));
        String end = until(in, "\r\n");
        while (size == 0 && StrictHead.isTrailer(end.stripTrailing())) {
          end = until(in, "\r\n");
        }
        if (size == 0 || end.isEmpty()) {
          return new Answer(head, body.toString(), size == 0 && end.equals("\r\n"));
        }
      }
    }
    int length = fields.header("Content-Length").map(Integer::parseInt).orElse(Integer.MAX_VALUE);
    String body = text(in.readNBytes(length));
    return new Answer(head, body, length == Integer.MAX_VALUE || body.length() == length);
  }

  private static String until(InputStream in, String end) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int b = in.read(); b >= 0; b = in.read()) {
      text.append((char) b);
      if (b == '\n' && text.indexOf(end, text.length() - end.length()) >= 0) {
        break;
      }
    }
    return text.toString();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** What comes; ends our half at the first silence. A reset is an end like any other. */
  private static final class Ending extends FilterInputStream {

    private final RawClient client;
    private boolean ended;

    Ending(RawClient client) throws IOException {
      super(client.in());
      this.client = client;
      client.patience(SILENCE);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int from, int count) throws IOException {
      try {
        return super.read(buffer, from, count);
      } catch (SocketTimeoutException e) {
        if (ended) {
          throw new IOException("neither an answer nor an end", e);
        }
        ended = true;
        client.endOutput().patience(PATIENCE);
        return read(buffer, from, count);
      } catch (IOException e) {
        return -1;
      }
    }
  }
}

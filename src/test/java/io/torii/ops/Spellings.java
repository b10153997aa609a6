package io.torii.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.testkit.Backend;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Ways to spell a protected path. The proxy in question passes everything to one backend, protects
 * {@code /private} and has a manager at {@code /manager} that nobody may see.
 */
public final class Spellings {

  private Spellings() {}

  /** Sends each spelling; the ones with which the backend was asked for what is protected. */
  public static List<String> reached(InetAddress address, int port, Backend backend)
      throws IOException {
    List<String> spellings = Files.readAllLines(Path.of("src/test/resources/spellings.txt"));
    assertThat(spellings).hasSizeGreaterThanOrEqualTo(40);
    int before = backend.requests().size();
    List<String> reached = new ArrayList<>();
    for (String spelling : spellings) {
      for (String protectedPath : List.of("private", "manager")) {
        String target = spelling.replace("private", protectedPath);
        String answer = answer(address, port, target);
        assertThat(answer)
            .as(target)
            .startsWith("HTTP/1.1 ")
            .doesNotContain("Load balancer manager");
        for (int i = before; i < backend.requests().size(); i++) {
          String got = backend.requests().get(i).target();
          if (asServersReadIt(got).matches("/+" + protectedPath + "(/.*)?")) {
            reached.add(target + " reached the backend as " + got);
          }
        }
        before = backend.requests().size();
      }
    }
    return reached;
  }

  /**
   * Decodes once, drops path parameters, merges slashes and resolves dots: what a backend may do.
   */
  public static String asServersReadIt(String target) {
    String path = target.replaceFirst("[?#].*$", "");
    StringBuilder decoded = new StringBuilder();
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '%' && i + 2 < path.length()) {
        decoded.append((char) Integer.parseInt(path.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        decoded.append(c);
      }
    }
    List<String> segments = new ArrayList<>();
    for (String segment : decoded.toString().split("/+", -1)) {
      String bare = segment.replaceFirst(";.*$", "");
      if (bare.equals("..")) {
        if (!segments.isEmpty()) {
          segments.remove(segments.size() - 1);
        }
      } else if (!bare.isEmpty() && !bare.equals(".")) {
        segments.add(bare);
      }
    }
    return "/" + String.join("/", segments);
  }

  public static String answer(InetAddress address, int port, String target) throws IOException {
    try (Socket socket = new Socket(address, port)) {
      socket.setSoTimeout(10_000);
      String request = "GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}

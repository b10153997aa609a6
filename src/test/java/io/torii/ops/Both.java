package io.torii.ops;

import io.torii.testkit.Apache;
import io.torii.testkit.Backend;
import io.torii.testkit.Reply;
import io.torii.testkit.Seen;
import io.torii.testkit.ToriiProcess;
import io.torii.testkit.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** httpd and Torii with the same file, in front of the same members. */
final class Both implements AutoCloseable {

  /**
   * Finds the file that a server is to run: the same for both, or a copy in a folder with a port.
   */
  interface Site {
    Path in(Path folder, int port, List<String> members) throws IOException;
  }

  private static final int MEMBERS = 4;
  private static final String VERSION = System.getProperty("torii.version", "0.1.0-SNAPSHOT");

  private final List<Backend> members = new ArrayList<>();
  private final List<Integer> refusing = List.of(Backend.refusingPort(), Backend.refusingPort());
  private final boolean logs;
  private volatile String reply = "";
  private final int apachePort = ToriiProcess.freePort();
  private final int toriiPort = ToriiProcess.freePort();
  private final Path apacheFolder;
  private final Path toriiFolder;
  private final Apache apache;
  private final ToriiProcess torii;

  Both(Path folder, Site site) throws IOException {
    this(folder, site, false);
  }

  /**
   * @param logs whether what {@link ParityLog} reads is compared too
   */
  Both(Path folder, Site site, boolean logs) throws IOException {
    this.logs = logs;
    for (int i = 1; i <= MEMBERS; i++) {
      String name = "app" + i;
      members.add(Backend.start(wire -> serve(name, wire)));
    }
    apacheFolder = Files.createDirectory(folder.resolve("httpd"));
    toriiFolder = Files.createDirectory(folder.resolve("torii"));
    // httpd's children are another user's, and serve files from below it.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (String file : List.of("users", "groups")) {
      Path source = Path.of("src/test/resources/parity", file);
      Files.copy(source, apacheFolder.resolve(file));
      Files.copy(source, toriiFolder.resolve(file));
    }
    Disk.in(apacheFolder);
    Disk.in(toriiFolder);
    List<String> names = members.stream().map(Both::address).toList();
    Path main =
        Files.writeString(
            toriiFolder.resolve("main.conf"),
            "Listen 127.0.0.1:%d\n%sInclude \"%s\"\n"
                .formatted(
                    toriiPort,
                    definitions(toriiFolder, toriiPort),
                    site.in(toriiFolder, toriiPort, names).toAbsolutePath()));
    apache =
        Apache.start(
            apacheFolder,
            apachePort,
            definitions(apacheFolder, apachePort),
            site.in(apacheFolder, apachePort, names));
    torii = ToriiProcess.start("-f", main.toString());
    try {
      torii.awaitPort(toriiPort);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private static String address(Backend backend) {
    return backend.host() + ":" + backend.port();
  }

  private String definitions(Path folder, int port) {
    StringBuilder text = new StringBuilder("Define PORT %d\n".formatted(port));
    for (int i = 0; i < members.size(); i++) {
      text.append("Define M%d %s\n".formatted(i + 1, address(members.get(i))));
    }
    return text.append("Define REFUSING 127.0.0.1:%d\n".formatted(refusing.get(0)))
        .append("Define REFUSING2 127.0.0.1:%d\n".formatted(refusing.get(1)))
        .append("Define FOLDER \"%s\"\n".formatted(folder))
        .toString();
  }

  private void serve(String name, Wire wire) throws IOException {
    for (Optional<Seen> head = wire.head(); head.isPresent(); head = wire.head()) {
      if (head.get().header("Expect").isPresent()) {
        wire.send("HTTP/1.1 100 Continue\r\n\r\n");
      }
      answer(name, wire.body(head.get()), wire);
    }
  }

  private void answer(String name, Seen request, Wire wire) throws IOException {
    if (reply.isEmpty()) {
      wire.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
      wire.send(request.method().equals("HEAD") ? "" : name + "\n");
    } else {
      wire.send(reply);
    }
  }

  int toriiPort() {
    return toriiPort;
  }

  Observation askApache(ParityCase parityCase) throws IOException {
    return ask(parityCase, apachePort, apacheFolder);
  }

  Observation askTorii(ParityCase parityCase) throws IOException {
    return ask(parityCase, toriiPort, toriiFolder);
  }

  private Observation ask(ParityCase parityCase, int port, Path folder) throws IOException {
    Observation seen = new Observation();
    reply = filled(parityCase.reply(), port);
    String request = filled(parityCase.request(), port);
    ParityLog log = ParityLog.in(folder);
    for (int i = 0; i < parityCase.times(); i++) {
      List<Integer> before = members.stream().map(m -> m.requests().size()).toList();
      seen.answer(Reply.to(port, parityCase.from(), request), request.startsWith("HEAD "));
      for (int m = 0; m < members.size(); m++) {
        List<Seen> requests = members.get(m).requests();
        for (Seen asked : requests.subList(before.get(m), requests.size())) {
          seen.asked("app" + (m + 1), asked);
        }
      }
    }
    if (logs) {
      log.written().forEach(seen::logged);
    }
    for (int m = 0; m < members.size(); m++) {
      seen.mask(address(members.get(m)), "${M" + (m + 1) + "}");
    }
    seen.mask(":" + port, ":${PORT}");
    seen.mask("Torii/" + VERSION, "Torii/${VERSION}");
    return seen;
  }

  private String filled(String text, int port) {
    String filled = text.replace("${PORT}", Integer.toString(port));
    for (int m = 0; m < members.size(); m++) {
      filled = filled.replace("${M" + (m + 1) + "}", address(members.get(m)));
    }
    return filled;
  }

  /** The ends of the logs, for a failure's message. */
  String logs() {
    return "httpd: " + apache.log() + "\nTorii: " + torii.err();
  }

  @Override
  public void close() {
    apache.close();
    torii.close();
    for (Backend member : members) {
      try {
        member.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

package io.torii.deploy;

import io.torii.testkit.TestTls;
import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of deploy/examples, and a place for what its file names: the file is included as it is,
 * behind definitions of ports, members and folders.
 */
record Example(Path folder, Path place, int port, int tlsPort, TestTls certificate) {

  /** The hash of {@code secret}; SHA-1, since bcrypt would cost a second. */
  private static final String USERS = "alice:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=\n";

  private static final Path ALL = Path.of("deploy/examples");

  static Example at(Path folder, Path place) throws IOException {
    TestTls certificate = TestTls.forName("www.example.com");
    Files.writeString(place.resolve("www.example.com.crt"), certificate.certificatePem());
    Files.writeString(place.resolve("www.example.com.key"), certificate.keyPem());
    Files.writeString(place.resolve("users"), USERS);
    return new Example(
        folder, place, ToriiProcess.freePort(), ToriiProcess.freePort(), certificate);
  }

  /** The folders in their order. */
  static List<Path> all() {
    try (Stream<Path> folders = Files.list(ALL)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its name as a method's: {@code 01-reverse-proxy} is reverseProxy. */
  static String method(Path folder) {
    String[] words = folder.getFileName().toString().replaceFirst("^\\d\\d-", "").split("-");
    return words[0]
        + String.join(
            "",
            Arrays.stream(words)
                .skip(1)
                .map(w -> Character.toUpperCase(w.charAt(0)) + w.substring(1))
                .toList());
  }

  Path file() {
    return folder.resolve("torii.conf");
  }

  /** What stands in front of the file, as a file of the user's own would have it. */
  List<String> definitions(List<String> members) {
    List<String> lines =
        Stream.of(
                "PORT " + port,
                "TLSPORT " + tlsPort,
                "TLS \"" + place + '"',
                "LOGS \"" + place + '"',
                "WEBROOT \"" + place + '"',
                "USERS \"" + place.resolve("users") + '"')
            .map("Define "::concat)
            .toList();
    List<String> names = List.of("APP1", "APP2", "APP3", "API");
    Stream<String> addresses =
        Stream.iterate(0, i -> i < members.size(), i -> i + 1)
            .map(i -> "Define " + names.get(i) + ' ' + members.get(i));
    String pages = "Define PAGES " + members.get(1);
    return Stream.of(lines.stream(), addresses, Stream.of(pages)).flatMap(s -> s).toList();
  }

  /** Starts it on loopback ports, and waits until it takes connections. */
  ToriiProcess start(List<String> members, String... more) throws IOException {
    boolean tls = Files.readString(file()).contains("Listen ${TLSPORT}");
    String listeners = "torii.listen=127.0.0.1:" + port + (tls ? ",127.0.0.1:" + tlsPort : "");
    Stream<String> arguments = Stream.of("-f", main(members).toString(), "-D", listeners);
    return ToriiProcess.start(Stream.concat(arguments, Stream.of(more)).toArray(String[]::new))
        .awaitPort(port)
        .awaitPort(tls ? tlsPort : port);
  }

  Path main(List<String> members) throws IOException {
    String text =
        String.join("\n", definitions(members))
            + "\nInclude \"%s\"\n".formatted(file().toAbsolutePath());
    return Files.writeString(place.resolve("main.conf"), text);
  }
}

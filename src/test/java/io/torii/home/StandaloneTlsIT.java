package io.torii.home;

import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** TLS of {@code java -jar}, whose connector is set up by the directive file alone. */
class StandaloneTlsIT extends TlsSuite {

  private record Alone(int port, int tlsPort, Map<String, String> hook, ServerRun run)
      implements TlsServer {

    @Override
    public void close() {
      run.close();
    }
  }

  @Override
  Container container() {
    return Container.STANDALONE;
  }

  @Override
  TlsServer start(TlsPlace place, String member, Map<String, String> passes) throws IOException {
    int port = ToriiProcess.freePort();
    int tlsPort = ToriiProcess.freePort();
    ProcessBuilder command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            place.oldVersionsAreKnown(),
            "-jar",
            System.getProperty("torii.standalone.war"),
            "-f",
            place.site(port, tlsPort, member).toString(),
            "-D",
            "torii.listen=127.0.0.1:" + port + ",127.0.0.1:" + tlsPort);
    passes.forEach(
        (name, rule) ->
            command.command().addAll(List.of("-D", "torii.proxy-pass." + name + "=" + rule)));
    ServerRun run =
        ServerRun.start(command, place.folder.resolve("output")).awaitPort(port).awaitPort(tlsPort);
    Path pid = Files.writeString(place.folder.resolve("pid"), run.pid() + "\n");
    return new Alone(port, tlsPort, Map.of("PID_FILE", pid.toString()), run);
  }
}

package io.torii.bench;

import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Torii by itself, and two other proxies that run on Java. */
final class JavaProxies {

  /** The same for every process on Java, and what the target for waiting requests asks for. */
  static final String HEAP = "-Xmx512m";

  private final Path folder;
  private final Members members;
  private final Site site;
  private final Path war;

  JavaProxies(Path folder, Members members, Site site, Path war) {
    this.folder = folder;
    this.members = members;
    this.site = site;
    this.war = war;
  }

  Contestant standalone(String name, JavaHome java, String... options)
      throws IOException, InterruptedException {
    int port = ToriiProcess.freePort();
    int secure = ToriiProcess.freePort();
    String file = "torii-" + port;
    Path main =
        Files.writeString(
            folder.resolve(file + ".conf"),
            "Define PORT %d\nDefine SECURE %d\nInclude \"%s\"\n"
                .formatted(port, secure, site.file()));
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of("-jar", war.toString(), "-f", main.toString()));
    Running running = Running.start(java.command(all), port, folder.resolve(file + ".txt"));
    return new Contestant(name, running, secure, true);
  }

  /** No servlet, no HttpClient: what Java can do at best. */
  Contestant undertow(JavaHome java) throws IOException, InterruptedException {
    int port = ToriiProcess.freePort();
    List<String> arguments = new ArrayList<>(List.of(Integer.toString(port)));
    members.ports().forEach(p -> arguments.add(Integer.toString(p)));
    Running running =
        Running.start(
            java.run(List.of(HEAP), UndertowProxy.class, arguments.toArray(String[]::new)),
            port,
            folder.resolve("undertow.txt"));
    return new Contestant(Contestant.UNDERTOW, running, 0, true);
  }

  /** It knows one member. */
  Contestant smiley(JavaHome java) throws IOException, InterruptedException {
    int port = ToriiProcess.freePort();
    Running running =
        Running.start(
            java.run(
                List.of(HEAP),
                SmileyProxy.class,
                Integer.toString(port),
                Integer.toString(members.ports().get(0))),
            port,
            folder.resolve("smiley.txt"));
    return new Contestant(Contestant.SMILEY, running, 0, true);
  }
}

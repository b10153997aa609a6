package io.torii.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The server's process, seen from outside. */
public final class ServerProcess {

  private static final Pattern OWN_THREAD = Pattern.compile("^\"torii");

  /** A line about a part of the heap, whichever collector has it. */
  private static final Pattern HEAP =
      Pattern.compile(
          "(?i)^\\s*(?:garbage-first heap|.* generation|psyounggen|paroldgen)\\b.* used (\\d+)K");

  /** A line of the tree of class loaders: WildFly's have names, the others' a class. */
  private static final Pattern WEB_LOADER =
      Pattern.compile(
          "\"deployment\\..*ModuleClassLoader|ParallelWebappClassLoader|\\.WebappClassLoader\\b");

  private final String pid;

  private ServerProcess(String pid) {
    this.pid = pid;
  }

  /** The one with that id. */
  static ServerProcess of(long pid) {
    return new ServerProcess(Long.toString(pid));
  }

  /** WildFly: the one that runs from the provisioned server's folder and that we have started. */
  public static ServerProcess wildFly() {
    Path modules = Path.of(System.getProperty("jboss.home"), "jboss-modules.jar");
    for (String line : jcmd("-l")) {
      String[] words = line.split(" ", -1);
      boolean server = words.length > 1 && words[1].equals(modules.toAbsolutePath().toString());
      if (server
          && ProcessHandle.current()
              .children()
              .anyMatch(child -> child.pid() == Long.parseLong(words[0]))) {
        return new ServerProcess(words[0]);
      }
    }
    throw new IllegalStateException("no server of ours runs from " + modules);
  }

  long pid() {
    return Long.parseLong(pid);
  }

  /** The product's own threads, as a thread dump has them. */
  public List<String> ownThreads() {
    return jcmd(pid, "Thread.print").stream().filter(OWN_THREAD.asPredicate()).toList();
  }

  /** How many TCP sockets it has open, those that listen and those that are connected. */
  public long sockets() throws IOException {
    Set<String> tcp = new HashSet<>();
    for (String table : List.of("tcp", "tcp6")) {
      for (String line : Files.readAllLines(Path.of("/proc", pid, "net", table))) {
        tcp.add("socket:[" + line.strip().split("\\s+", -1)[9] + "]");
      }
    }
    try (Stream<Path> descriptors = Files.list(Path.of("/proc", pid, "fd"))) {
      return descriptors.map(ServerProcess::target).filter(tcp::contains).count();
    }
  }

  /** What a descriptor stands for; nothing if it has been closed since. */
  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many files it has open, sockets included. */
  long files() throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc", pid, "fd"))) {
      return descriptors.count();
    }
  }

  /** KiB that objects take which are reachable: what is left after a collection. */
  long heapAfterCollection() {
    jcmd(pid, "GC.run");
    List<String> lines = jcmd(pid, "GC.heap_info");
    long used =
        lines.stream()
            .map(HEAP::matcher)
            .filter(Matcher::find)
            .mapToLong(part -> Long.parseLong(part.group(1)))
            .sum();
    if (used == 0) {
      throw new IllegalStateException("no heap in " + lines);
    }
    return used;
  }

  /** How many class loaders of web applications are reachable. */
  long webLoaders() {
    jcmd(pid, "GC.run");
    return jcmd(pid, "VM.classloaders", "fold=false").stream()
        .filter(WEB_LOADER.asPredicate())
        .count();
  }

  /** How many threads it has. */
  long threads() throws IOException {
    try (Stream<Path> tasks = Files.list(Path.of("/proc", pid, "task"))) {
      return tasks.count();
    }
  }

  /** KiB of memory that it really has, objects and everything else. */
  long resident() throws IOException {
    return Files.readAllLines(Path.of("/proc", pid, "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> jcmd(String... arguments) {
    ProcessBuilder builder =
        new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    builder.command().addAll(List.of(arguments));
    try {
      Process process = builder.redirectErrorStream(true).start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.torii.balancer;

import io.torii.config.MemberUrl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file that a heart monitor keeps, {@code HeartbeatStorage}: a line for each host, its address
 * and {@code key=value} pairs joined by {@code &}: {@code 10.0.0.5
 * busy=3&ready=12&lastseen=1&port=80}. Lines that start with {@code #} and unknown keys are
 * skipped. Looked at ten times a second at most, read when it has changed. Safe for several
 * threads.
 */
final class HeartbeatFile {

  private static final Logger LOG = LoggerFactory.getLogger(HeartbeatFile.class);
  private static final long LOOK_EVERY_NANOS = 100_000_000;
  private static final int MAX_SLOTS = 1_000_000;

  /**
   * What a host reports.
   *
   * @param busy requests in work
   * @param ready free slots
   * @param lastSeen seconds since it was heard of, as the monitor wrote it
   */
  record Entry(int busy, int ready, int lastSeen) {

    /** A host that does nothing is probably just up: it gets a quarter to begin with. */
    int effectiveReady() {
      return busy == 0 && ready > 0 ? ready / 4 : ready;
    }
  }

  private record Version(FileTime modified, long size) {}

  private record Contents(Optional<Version> version, Map<String, Entry> entries) {}

  private final Path path;
  private final TimeSource time;
  private final AtomicLong nextLook;
  private volatile boolean readable = true;
  private volatile Contents contents = new Contents(Optional.empty(), Map.of());

  HeartbeatFile(Path path, TimeSource time) {
    this.path = path;
    this.time = time;
    this.nextLook = new AtomicLong(time.nanoTime());
  }

  /** The entry of a member's host and port, else of its host. */
  Optional<Entry> entry(MemberUrl url) {
    Map<String, Entry> entries = contents.entries();
    Entry exact = entries.get(key(url.host(), url.port()));
    return Optional.ofNullable(exact != null ? exact : entries.get(url.host()));
  }

  private static String key(String host, int port) {
    return host + " " + port;
  }

  /** Reads the file again if it has changed. What was read last stays if that fails. */
  void refresh() {
    long now = time.nanoTime();
    long due = nextLook.get();
    if (now - due < 0 || !nextLook.compareAndSet(due, now + LOOK_EVERY_NANOS)) {
      return;
    }
    try {
      BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
      Optional<Version> version = Optional.of(new Version(file.lastModifiedTime(), file.size()));
      if (!version.equals(contents.version())) {
        contents =
            new Contents(version, parse(Files.readString(path, StandardCharsets.ISO_8859_1)));
      }
      readable = true;
    } catch (IOException e) {
      if (readable) {
        LOG.warn(
            "heartbeat: cannot read {}: {}. Check HeartbeatStorage and who writes the file",
            path,
            e.toString());
      }
      readable = false; // said once is enough
    }
  }

  private static Map<String, Entry> parse(String text) {
    Map<String, Entry> entries = new HashMap<>();
    for (String line : text.lines().map(String::strip).toList()) {
      String[] words = line.split("\\s+", 2);
      if (line.startsWith("#") || words.length < 2) {
        continue;
      }
      Map<String, Integer> values = new HashMap<>();
      for (String pair : words[1].strip().split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          values.put(pair.substring(0, equals), number(pair.substring(equals + 1)));
        }
      }
      Entry entry =
          new Entry(
              values.getOrDefault("busy", 0),
              values.getOrDefault("ready", 0),
              values.getOrDefault("lastseen", 0));
      entries.put(words[0], entry);
      Integer port = values.get("port");
      if (port != null) {
        entries.put(key(words[0], port), entry);
      }
    }
    return entries;
  }

  /** A count; 0 for what is none. */
  private static int number(String text) {
    try {
      return Math.max(0, Math.min(MAX_SLOTS, Integer.parseInt(text.strip())));
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}

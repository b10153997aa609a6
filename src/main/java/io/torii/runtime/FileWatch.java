package io.torii.runtime;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices changes of files by looking at them: this sees through symbolic links, as Kubernetes and
 * certbot swap them, and works on network file systems, where the kernel's notifications do not.
 * For one thread.
 */
final class FileWatch {

  private static final Logger LOG = LoggerFactory.getLogger("torii");

  /** A change is noticed within this time plus the time to be still. */
  private static final Duration LOOK = Duration.ofMillis(250);

  /** A file that is being written is not read before it has been unchanged for so long. */
  private static final Duration STILL = Duration.ofMillis(500);

  private final Supplier<Collection<Path>> files;
  private final Predicate<Path> aside;
  private final Runnable changed;
  private Map<Path, String> handled;
  private Map<Path, String> seen;
  private long seenSince;

  /**
   * A watch that starts from the files as they are now.
   *
   * @param files what to watch; asked each time, since a reload may read other files
   * @param aside true for what may come, go and change in a watched folder unnoticed
   * @param readAt when the files began to be read; what has changed since is read once more
   * @param changed called after a change, on the watching thread
   */
  FileWatch(
      Supplier<Collection<Path>> files, Predicate<Path> aside, Instant readAt, Runnable changed) {
    this.files = files;
    this.aside = aside;
    this.changed = changed;
    this.seen = look();
    this.handled = new HashMap<>(seen);
    handled.replaceAll((file, state) -> changedSince(file, readAt) ? "changed" : state);
    this.seenSince = System.nanoTime();
  }

  void start(ScheduledExecutorService scheduler) {
    ScheduledFuture<?> looking =
        scheduler.scheduleWithFixedDelay(
            this::checkSafely, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    if (looking.isCancelled()) {
      throw new IllegalStateException("the scheduler has been shut down");
    }
  }

  /** Has the files read now, whether or not one has changed. */
  void now() {
    read(look());
  }

  /** A scheduled task that throws is never run again. */
  private void checkSafely() {
    try {
      check();
    } catch (RuntimeException e) {
      LOG.error("a reload failed; the old configuration stays in use", e);
    }
  }

  private void check() {
    Map<Path, String> now = look();
    if (!now.equals(seen)) {
      see(now);
      return;
    }
    boolean still = System.nanoTime() - seenSince >= STILL.toNanos();
    if (still && !now.equals(handled)) {
      read(now);
    }
  }

  /** What changes while it is read may have been read half: it counts as not read. */
  private void read(Map<Path, String> before) {
    handled = new HashMap<>(before);
    changed.run();
    Map<Path, String> now = look();
    // The new configuration may have other files: they have been read just now.
    now.forEach(handled::putIfAbsent);
    handled.keySet().retainAll(now.keySet());
    see(now);
  }

  private void see(Map<Path, String> now) {
    if (!now.equals(seen)) {
      seen = now;
      seenSince = System.nanoTime();
    }
  }

  private Map<Path, String> look() {
    Map<Path, String> states = new HashMap<>();
    for (Path file : files.get()) {
      states.put(file, state(file));
    }
    return states;
  }

  private static boolean changedSince(Path file, Instant time) {
    try {
      return Files.getLastModifiedTime(file).toInstant().isAfter(time);
    } catch (IOException e) {
      return false;
    }
  }

  private String state(Path file) {
    try {
      BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
      if (a.isDirectory()) {
        return entries(file);
      }
      return a.lastModifiedTime().toString() + '/' + a.size() + '/' + a.fileKey();
    } catch (IOException | DirectoryIteratorException e) {
      return "unreadable";
    }
  }

  /** Its time would tell of what is aside as well: what is replaced there gets another key. */
  private String entries(Path folder) throws IOException {
    List<String> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      for (Path entry : stream) {
        if (!aside.test(entry)) {
          entries.add(entry.getFileName() + "/" + key(entry));
        }
      }
    }
    Collections.sort(entries);
    return String.join("\n", entries);
  }

  private static String key(Path entry) {
    try {
      return String.valueOf(
          Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
              .fileKey());
    } catch (IOException e) {
      return "gone";
    }
  }
}

package io.torii.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatchTest {

  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir Path folder;
  private final AtomicInteger reads = new AtomicInteger();
  private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("torii.conf"), "one");
  }

  @AfterEach
  void stop() {
    scheduler.shutdownNow();
  }

  private FileWatch watch(Instant readAt, Runnable read) {
    FileWatch watch = new FileWatch(() -> List.of(file), path -> false, readAt, read);
    watch.start(scheduler);
    return watch;
  }

  @Test
  void whatChangedBetweenTheFirstReadAndTheWatchIsReadAgain() throws IOException {
    Instant readAt = Files.getLastModifiedTime(file).toInstant().minusMillis(1);
    FileWatch watch = watch(readAt, reads::incrementAndGet);
    await().atMost(SOON).until(() -> reads.get() == 1);
    assertThat(watch).isNotNull();
  }

  @Test
  void whatChangesWhileItIsReadIsReadAgain() throws Exception {
    FileWatch watch =
        watch(
            Instant.now(),
            () -> {
              if (reads.incrementAndGet() == 1) {
                change("three");
              }
            });
    // Where the changes are looked for, as a signal's reload is.
    scheduler.submit(watch::now).get(10, TimeUnit.SECONDS);
    await().atMost(SOON).until(() -> reads.get() == 2);
  }

  @Test
  void aFileThatIsBeingWrittenIsNotReadBeforeItIsStill() throws Exception {
    watch(Instant.now(), reads::incrementAndGet);
    long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
    long written = System.nanoTime();
    for (int i = 0; System.nanoTime() < end; i++) {
      change("x".repeat(i % 100));
      int readUntilNow = reads.get();
      long now = System.nanoTime();
      if (now - written > Duration.ofMillis(400).toNanos()) {
        break; // this machine has held us up, and the file has been still
      }
      assertThat(readUntilNow).isZero();
      written = now;
    }
    await().atMost(SOON).until(() -> reads.get() >= 1);
  }

  /** What Torii writes there itself is no reason to read the files; all else is. */
  @Test
  void whatIsAsideInAFolderIsNotNoticed() throws IOException {
    Path aside = folder.resolve("changes.json");
    FileWatch watch =
        new FileWatch(
            () -> List.of(folder),
            path -> String.valueOf(path.getFileName()).startsWith("changes.json"),
            Instant.now().plusSeconds(60),
            reads::incrementAndGet);
    watch.start(scheduler);
    for (int i = 0; i < 12; i++) {
      Path next = Files.writeString(folder.resolve("changes.json.new"), "x".repeat(i));
      Files.move(next, aside, StandardCopyOption.REPLACE_EXISTING);
      await().pollDelay(Duration.ofMillis(150)).until(() -> true);
    }
    await().during(Duration.ofSeconds(1)).atMost(SOON).until(() -> reads.get() == 0);
    Files.move(
        Files.writeString(folder.resolve("x"), "one"), file, StandardCopyOption.REPLACE_EXISTING);
    await().atMost(SOON).until(() -> reads.get() == 1);
    Files.writeString(folder.resolve("more.conf"), "");
    await().atMost(SOON).until(() -> reads.get() == 2);
    Files.delete(file);
    await().atMost(SOON).until(() -> reads.get() == 3);
  }

  private void change(String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

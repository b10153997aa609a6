package io.torii.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LogWriterTest {

  private static final int THREADS = 8;
  private static final int LINES = 5_000;

  @TempDir Path folder;

  private final LogWriter writer = new LogWriter();

  @AfterEach
  void end() {
    writer.close();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return List.of();
    }
  }

  @Test
  void nothingIsLostOnCloseAndEachThreadsLinesKeepTheirOrder() throws Exception {
    Path one = folder.resolve("one.log");
    Path two = folder.resolve("two.log");
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < THREADS; t++) {
      String name = "t" + t + " ";
      Path file = t % 2 == 0 ? one : two;
      Thread thread =
          new Thread(
              () -> {
                try {
                  start.await();
                } catch (InterruptedException e) {
                  return;
                }
                for (int i = 0; i < LINES; i++) {
                  writer.write(file, name + i);
                }
              });
      threads.add(thread);
      thread.start();
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    writer.close();

    List<String> all = new ArrayList<>(lines(one));
    assertThat(all).hasSize(THREADS / 2 * LINES);
    all.addAll(lines(two));
    for (int t = 0; t < THREADS; t++) {
      String name = "t" + t + " ";
      assertThat(all.stream().filter(line -> line.startsWith(name)))
          .containsExactlyElementsOf(IntStream.range(0, LINES).mapToObj(i -> name + i).toList());
    }
  }

  @Test
  void aLineIsWrittenWithoutWaitingForAnother() {
    Path file = folder.resolve("a.log");
    writer.write(file, "one");
    await().atMost(Duration.ofSeconds(10)).until(() -> lines(file).equals(List.of("one")));
  }

  @Test
  void aFileIsAppendedTo() throws IOException {
    Path file = Files.writeString(folder.resolve("a.log"), "old\n");
    writer.write(file, "new");
    writer.reopen();
    assertThat(lines(file)).containsExactly("old", "new");
  }

  @Test
  void aRenamedFileIsLeftAtReopeningAndANewOneIsMade() throws IOException {
    Path file = folder.resolve("a.log");
    Path moved = folder.resolve("a.log.1");
    writer.write(file, "first");
    writer.reopen();
    writer.write(file, "second");
    await().atMost(Duration.ofSeconds(10)).until(() -> lines(file).size() == 2);
    Files.move(file, moved);
    writer.write(file, "before");
    writer.reopen();
    assertThat(Files.exists(file)).as("nothing has come for the new file yet").isFalse();
    writer.write(file, "after");
    writer.reopen();

    assertThat(lines(moved)).containsExactly("first", "second", "before");
    assertThat(lines(file)).containsExactly("after");
  }

  @Test
  void bytesAreWrittenAsTheyAre() throws IOException {
    Path file = folder.resolve("a.log");
    writer.write(file, "\u00e4\u00ff");
    writer.reopen();
    assertThat(Files.readAllBytes(file)).containsExactly(0xe4, 0xff, '\n');
  }

  @Test
  void anInterruptLosesNoLine() {
    Path file = folder.resolve("a.log");
    Thread.currentThread().interrupt();
    writer.write(file, "line");
    assertThat(Thread.interrupted()).as("the interrupt is still there").isTrue();
    writer.reopen();
    assertThat(lines(file)).containsExactly("line");
  }

  @Test
  void nobodyWaitsForAWriterThatHasEnded() {
    Path file = folder.resolve("a.log");
    writer.write(file, "line");
    writer.close();
    for (int i = 0; i < 70_000; i++) {
      writer.write(file, "more than may wait");
    }
    writer.reopen();
    writer.close();
    assertThat(lines(file)).containsExactly("line");
  }

  @Test
  void aFileThatDoesNotOpenHoldsUpNoOther() {
    Path file = folder.resolve("a.log");
    writer.write(folder, "a folder is no file");
    writer.write(folder.resolve("none/b.log"), "no such folder");
    writer.write(file, "line");
    writer.reopen();
    assertThat(lines(file)).containsExactly("line");
  }

  @Test
  void aFileThatOpensAgainGetsTheLinesFromThenOn() throws IOException {
    Path file = folder.resolve("later/a.log");
    writer.write(file, "lost");
    writer.reopen();
    Files.createDirectory(file.getParent());
    writer.write(file, "kept");
    writer.reopen();
    assertThat(lines(file)).containsExactly("kept");
  }
}

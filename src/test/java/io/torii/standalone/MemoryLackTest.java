package io.torii.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What ends a thread ends the process only if it is memory that is lacking. */
class MemoryLackTest {

  private final List<Integer> ends = new ArrayList<>();
  private final MemoryLack handler = new MemoryLack(ends::add);

  @Test
  void aThreadThatHasNoMemoryEndsAll() throws InterruptedException {
    die(new OutOfMemoryError("Java heap space"));
    assertThat(ends).containsExactly(MemoryLack.STATUS);
  }

  @Test
  void anyOtherFailureEndsItsThreadAlone() throws InterruptedException {
    die(new StackOverflowError());
    assertThat(ends).isEmpty();
  }

  private void die(Error failure) throws InterruptedException {
    Thread thread =
        new Thread(
            () -> {
              throw failure;
            },
            "torii-test");
    thread.setUncaughtExceptionHandler(handler);
    thread.start();
    thread.join();
  }
}

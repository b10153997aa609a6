package io.torii.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.torii.faults.FaultRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Members and clients that misbehave in every way we could think of. */
class FaultsIT {

  private static final int AT_LEAST = 80;

  @TempDir static Path folder;
  private static FaultRun run;

  @BeforeAll
  static void start() throws IOException {
    run = FaultRun.start(folder);
  }

  @AfterAll
  static void stop() throws IOException {
    run.close();
  }

  @TestFactory
  Stream<DynamicTest> each() {
    return Stream.concat(
        run.tests(), Stream.of(dynamicTest("surprises nobody", this::surprisesNobody)));
  }

  /** When all is over: whatever happens is a row of some table, and never an exception. */
  private void surprisesNobody() {
    assertThat(run.errors()).doesNotContain("\tat ");
  }

  @Test
  void areMany() {
    assertThat(run.size()).isGreaterThanOrEqualTo(AT_LEAST);
  }
}

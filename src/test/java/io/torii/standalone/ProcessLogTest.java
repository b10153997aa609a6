package io.torii.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;

class ProcessLogTest {

  @Test
  void oneLineForEachRecord() {
    assertThat(ProcessLog.line(Level.WARNING, "torii", "a file is gone", Instant.EPOCH))
        .matches(
            "\\[\\w{3} \\w{3} \\d\\d \\d\\d:\\d\\d:00\\.000000 19(70|69)\\] \\[torii:warn\\] \\[pid "
                + ProcessHandle.current().pid()
                + "\\] a file is gone\n");
  }
}

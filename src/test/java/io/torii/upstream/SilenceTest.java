package io.torii.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which waits the watchdog ends, and what it knows of them. */
class SilenceTest {

  private static final long PATIENCE = 100;

  private final AtomicLong time = new AtomicLong();
  private final Silence silence = new Silence(time::get, PATIENCE);

  /** Times have no order around the end of their range, and two of them are marks. */
  @ParameterizedTest
  @ValueSource(longs = {5, -PATIENCE, -PATIENCE + 1, -PATIENCE - 1, Long.MAX_VALUE - PATIENCE})
  void onlyAWaitThatLastsTooLongIsEnded(long began) throws LateException {
    for (boolean write : new boolean[] {true, false}) {
      time.set(began);
      silence.begin(write);
      assertThat(silence.expire(began + PATIENCE - 1)).isEqualTo(Silence.Ended.NOT);
      assertThat(silence.expire(began + PATIENCE + 4))
          .isEqualTo(write ? Silence.Ended.WRITING : Silence.Ended.READING);
      assertThat(silence.expire(began + PATIENCE + 4)).isEqualTo(Silence.Ended.NOT);
      assertThatThrownBy(() -> silence.end("sent nothing")).isInstanceOf(LateException.class);
      assertThat(silence.expire(began + PATIENCE + 4)).isEqualTo(Silence.Ended.NOT);
      silence.begin(write);
      silence.end("sent nothing");
    }
  }

  /** Whoever has ended a write does not take the read that follows for it. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theKindIsThatOfTheWaitThatWasEnded(boolean write) {
    silence.begin(write);
    Silence.Ended ended = silence.expire(PATIENCE + 4);
    assertThatThrownBy(() -> silence.end("took nothing")).isInstanceOf(LateException.class);
    silence.begin(!write);
    assertThat(ended).isEqualTo(write ? Silence.Ended.WRITING : Silence.Ended.READING);
  }
}

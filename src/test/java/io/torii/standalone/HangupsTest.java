package io.torii.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HangupsTest {

  private final Hangups hangups = new Hangups();
  private final AtomicInteger reloads = new AtomicInteger();

  @Test
  void eachIsAReload() {
    hangups.onEach(reloads::incrementAndGet);
    assertThat(reloads).hasValue(0);
    hangups.came();
    hangups.came();
    assertThat(reloads).hasValue(2);
  }

  @Test
  void whatComesBeforeThereIsAServerIsOneReload() {
    hangups.came();
    hangups.came();
    hangups.onEach(reloads::incrementAndGet);
    assertThat(reloads).hasValue(1);
    hangups.came();
    assertThat(reloads).hasValue(2);
  }
}

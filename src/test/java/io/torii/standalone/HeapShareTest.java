package io.torii.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is let in together never needs more than the heap. */
class HeapShareTest {

  private static final HeadSizes HEADS = new HeadSizes(24 << 10, 36 << 10);

  @ParameterizedTest
  @CsvSource({
    // MiB, plain, TLS, requests
    "64, 819, 122, 203",
    "512, 12288, 1843, 3058",
    "4096, 104038, 15605, 25894",
    "16, 102, 15, 25",
  })
  void sharesGrowWithTheHeap(int mebibytes, int plain, int secure, int requests) {
    HeapShare heap = new HeapShare((long) mebibytes << 20);
    assertThat(heap.connections(false)).isEqualTo(plain);
    assertThat(heap.connections(true)).isEqualTo(secure);
    assertThat(heap.requests(HEADS, 0)).isEqualTo(requests);
  }

  @ParameterizedTest
  @CsvSource({"1, 3058", "1024, 211"})
  void longHeadsLeaveRoomForFewer(int kibibytes, int requests) {
    HeadSizes heads = new HeadSizes(Math.max(24, 2 * kibibytes) << 10, 36 << 10);
    assertThat(new HeapShare(512L << 20).requests(heads, 0)).isEqualTo(requests);
  }

  /** Each of them has a connection. */
  @Test
  void aQuarterOfAGigabyteHasRoomForThirteenHundredSlowClients() {
    assertThat(new HeapShare(256L << 20).requests(HEADS, 1_310 * HeapShare.connection(false)))
        .isGreaterThan(1_310);
  }

  @ParameterizedTest
  @CsvSource({"1", "1048576"})
  void somebodyIsAlwaysServed(long bytes) {
    HeapShare heap = new HeapShare(bytes);
    assertThat(heap.requests(HEADS, 0)).isPositive();
    assertThat(heap.connections(true)).isPositive();
  }
}

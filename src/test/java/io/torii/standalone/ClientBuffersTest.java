package io.torii.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** As much as is put into them comes out, in any pieces. */
class ClientBuffersTest {

  private final ClientBuffers buffers = new ClientBuffers();
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

  @Test
  void nothingIsLostOrSentTwice() {
    Random random = new Random(20);
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    for (int i = 0; i < 2_000; i++) {
      byte[] piece = new byte[random.nextInt(1, 9_000)];
      random.nextBytes(piece);
      written.writeBytes(piece);
      ByteBuffer from = ByteBuffer.wrap(piece);
      put(from);
      while (from.hasRemaining()) {
        send(1 + random.nextInt(buffers.getWriteBuffer().capacity()));
        put(from);
      }
      if (random.nextInt(50) == 0) {
        sendAll();
        buffers.shrink();
      }
    }
    sendAll();
    assertThat(sent.toByteArray()).isEqualTo(written.toByteArray());
  }

  @Test
  void theyGrowWhileTheyAreFullAndShrinkWhenIdle() {
    int least = buffers.getWriteBuffer().capacity();
    fillAndSend();
    fillAndSend();
    fillAndSend();
    int most = buffers.getWriteBuffer().capacity();
    assertThat(most).isEqualTo(16 * least);
    fillAndSend();
    assertThat(buffers.getWriteBuffer().capacity()).isEqualTo(most);
    put(ByteBuffer.allocate(1));
    buffers.shrink(); // not with a byte in them
    assertThat(buffers.getWriteBuffer().capacity()).isEqualTo(most);
    sendAll();
    buffers.shrink();
    assertThat(buffers.getWriteBuffer().capacity()).isEqualTo(least);
    assertThat(buffers.isWriteBufferEmpty()).isTrue();
    assertThat(buffers.isWriteBufferWritable()).isTrue();
  }

  private void fillAndSend() {
    put(ByteBuffer.allocate(buffers.getWriteBuffer().capacity()));
    sendAll();
    buffers.configureWriteBufferForWrite();
  }

  private void put(ByteBuffer from) {
    buffers.configureWriteBufferForWrite();
    ByteBuffer to = buffers.getWriteBuffer();
    while (from.hasRemaining() && to.hasRemaining()) {
      to.put(from.get());
    }
  }

  private void sendAll() {
    send(Integer.MAX_VALUE);
  }

  private void send(int most) {
    buffers.configureWriteBufferForRead();
    ByteBuffer from = buffers.getWriteBuffer();
    for (int left = most; left > 0 && from.hasRemaining(); left--) {
      sent.write(from.get());
    }
  }
}

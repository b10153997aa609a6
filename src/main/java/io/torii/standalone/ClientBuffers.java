package io.torii.standalone;

import io.torii.exchange.LongBuffers;
import java.nio.ByteBuffer;
import org.apache.tomcat.util.net.SocketBufferHandler;

/**
 * What a client has sent or is to be sent. The buffer for writing grows while long bodies go
 * through, since each write is a system call, and shrinks when the connection goes idle, since
 * there are thousands of these; the longest only while there are {@link LongBuffers} left. Written
 * to by one thread at a time.
 */
final class ClientBuffers extends SocketBufferHandler {

  private static final int READ = 8 * 1024;
  private static final int LEAST = 2 * 1024;
  private static final int USUAL = 8 * 1024;
  private static final int MOST = LongBuffers.SIZE;

  private ByteBuffer output = ByteBuffer.allocate(LEAST);
  private boolean filling = true;

  ClientBuffers() {
    super(READ, 0, false);
  }

  /** All that was in it has been sent: if it was full, there is more to come. */
  @Override
  public void configureWriteBufferForWrite() {
    if (filling) {
      return;
    }
    filling = true;
    if (output.hasRemaining()) {
      output.compact();
    } else if (output.limit() == output.capacity() && mayGrow(4 * output.capacity())) {
      output = ByteBuffer.allocate(4 * output.capacity());
    } else {
      output.clear();
    }
  }

  private static boolean mayGrow(int size) {
    return size <= USUAL || (size <= MOST && LongBuffers.left());
  }

  @Override
  public void configureWriteBufferForRead() {
    if (filling) {
      filling = false;
      output.flip();
    }
  }

  @Override
  public boolean isWriteBufferWritable() {
    return filling ? output.hasRemaining() : !output.hasRemaining();
  }

  @Override
  public boolean isWriteBufferEmpty() {
    return filling ? output.position() == 0 : !output.hasRemaining();
  }

  @Override
  public ByteBuffer getWriteBuffer() {
    return output;
  }

  /** Nothing is to be sent for some time. */
  void shrink() {
    if (isWriteBufferEmpty() && output.capacity() > LEAST) {
      output = ByteBuffer.allocate(LEAST);
      filling = true;
    }
  }

  @Override
  public void reset() {
    super.reset();
    filling = true;
    output.clear();
    shrink();
  }
}

package io.torii.upstream;

import io.torii.http.Headers;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A chunked body (RFC 9112 §7.1). Extensions are read and dropped, trailers are kept. After the
 * data of a chunk, whatever framing has come along with it is taken at once, without waiting for
 * more: the end is mostly known before the last data is handed out.
 */
final class ChunkedBody extends ResponseBody {

  private enum State {
    SIZE,
    EXTENSION,
    SIZE_LF,
    DATA,
    DATA_CR,
    DATA_LF,
    TRAILER_START,
    TRAILER,
    LAST_LF,
    END
  }

  /** Most bytes of one extension. */
  private static final int MAX_IGNORED = 1 << 16;

  private State state = State.SIZE;
  private long left;
  private int digits;
  private int ignored;
  private @Nullable IOException pending;
  private @Nullable TrailerSection section;
  private @Nullable Headers trailers;

  ChunkedBody(Lease lease, String member, boolean persistent) {
    super(lease, member, persistent);
  }

  @Override
  @Nullable Headers trailers() {
    return trailers;
  }

  /** Framing that has come is used up: there may be nothing behind it yet. */
  @Override
  boolean ready() throws IOException {
    InputBuffer in = input();
    while (state != State.DATA && pending == null) {
      lookAhead(in);
      if (state == State.DATA || state == State.END) {
        break;
      }
      if (pending == null && (!arrived() || !in.fill())) {
        return false;
      }
    }
    return state != State.DATA || arrived();
  }

  @Override
  int next(InputBuffer in, byte[] into, int offset, int length) throws IOException {
    if (pending != null) {
      throw pending;
    }
    while (state != State.DATA) {
      advance(in);
      if (state == State.END) {
        end();
        return -1;
      }
      if (state != State.DATA && !in.fill()) {
        throw cut("before its last chunk");
      }
    }
    int read = in.read(into, offset, (int) Math.min(length, left));
    if (read < 0) {
      throw cut(left + " bytes before the end of a chunk");
    }
    left -= read;
    if (left == 0) {
      state = State.DATA_CR;
      lookAhead(in);
    }
    return read;
  }

  private void lookAhead(InputBuffer in) {
    try {
      advance(in);
      if (state == State.END) {
        end();
      }
    } catch (IOException e) {
      pending = e; // what was read is good, the next read fails
    }
  }

  /** Uses up the framing that has come, until there is data or the end. */
  private void advance(InputBuffer in) throws IOException {
    while (state != State.DATA && state != State.END && in.hasBytes()) {
      state = after(in.next());
    }
  }

  private State after(byte b) throws IOException {
    return switch (state) {
      case SIZE -> size(b);
      case EXTENSION -> b == '\n' ? sized() : b == '\r' ? State.SIZE_LF : ignore();
      case SIZE_LF -> {
        require(b == '\n');
        yield sized();
      }
      case DATA_CR -> {
        require(b == '\r' || b == '\n');
        yield b == '\r' ? State.DATA_LF : State.SIZE;
      }
      case DATA_LF -> {
        require(b == '\n');
        yield State.SIZE;
      }
      case TRAILER_START -> b == '\n' ? last() : b == '\r' ? State.LAST_LF : trailer(b);
      case TRAILER -> trailer(b);
      case LAST_LF -> {
        require(b == '\n');
        yield last();
      }
      case DATA, END -> throw new IllegalStateException("no framing to be read in " + state);
    };
  }

  private State size(byte b) throws IOException {
    int digit = Character.digit((char) (b & 0xff), 16);
    if (digit >= 0) {
      require(++digits <= 15); // no overflow
      left = left * 16 + digit;
      return State.SIZE;
    }
    require(digits > 0);
    ignored = 0;
    if (b == '\r') {
      return State.SIZE_LF;
    }
    if (b == '\n') {
      return sized();
    }
    require(b == ';' || b == ' ' || b == '\t');
    return State.EXTENSION;
  }

  private State sized() {
    digits = 0;
    ignored = 0;
    return left == 0 ? State.TRAILER_START : State.DATA;
  }

  private State ignore() throws IOException {
    require(++ignored <= MAX_IGNORED);
    return State.EXTENSION;
  }

  private State trailer(byte b) throws IOException {
    if (section == null) {
      section = new TrailerSection();
    }
    require(section.add(b));
    return b == '\n' ? State.TRAILER_START : State.TRAILER;
  }

  private State last() throws IOException {
    if (section != null) {
      trailers = section.fields(member());
    }
    return State.END;
  }

  private void require(boolean valid) throws IOException {
    if (!valid) {
      throw malformed();
    }
  }
}

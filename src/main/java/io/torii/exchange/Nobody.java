package io.torii.exchange;

import io.torii.http.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalInt;

/** The client of an exchange in which nothing is sent: it is explained, or over already. */
public final class Nobody implements ClientStream {

  @Override
  public InputStream input() {
    return InputStream.nullInputStream();
  }

  @Override
  public void head(int status, Headers headers) throws IOException {
    throw new IOException("nobody is there to be answered");
  }

  @Override
  public OutputStream output() {
    return OutputStream.nullOutputStream();
  }

  @Override
  public boolean committed() {
    return false;
  }

  @Override
  public OptionalInt answered() {
    return OptionalInt.empty();
  }

  @Override
  public void abort() {
    // Nobody is there to notice.
  }
}

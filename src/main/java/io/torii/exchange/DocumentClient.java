package io.torii.exchange;

import io.torii.http.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The client, as an error document sees it: what it gets is the failed request's answer. */
final class DocumentClient implements ClientStream {

  private final Exchange failed;
  private final Exchange.Wanted wanted;

  DocumentClient(Exchange failed, Exchange.Wanted wanted) {
    this.failed = failed;
    this.wanted = wanted;
  }

  @Override
  public InputStream input() {
    return InputStream.nullInputStream();
  }

  /** The failed request's status, and the fields that belong to it, such as WWW-Authenticate. */
  @Override
  public void head(int status, Headers headers) throws IOException {
    wanted.headers().forEach(field -> headers.add(field.name(), field.value()));
    failed.start(wanted.page().status(), wanted.page().status(), headers);
  }

  @Override
  public OutputStream output() throws IOException {
    return failed.client().output();
  }

  @Override
  public boolean committed() {
    return failed.client().committed();
  }

  @Override
  public void abort() {
    failed.abort();
  }
}

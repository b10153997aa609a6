package io.torii.exchange;

import io.torii.config.ServerSettings.LogLevel;
import io.torii.exchange.FileWalk.Found;
import io.torii.exchange.FileWalk.Refused;
import io.torii.http.Headers;
import io.torii.http.HttpDate;
import io.torii.rule.Decision;
import io.torii.rule.Request;
import io.torii.rule.header.HeaderRules;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Serves the files of Alias: GET and HEAD of what is a regular file, whole. */
public final class FileResponder {

  private static final String ALLOWED = "GET, HEAD";
  private static final int BUFFER = 32 << 10;

  private final HeaderRules headerRules;
  private final SelfName self;
  private final Responder responder;
  private final EventLog log;

  public FileResponder(HeaderRules headerRules, SelfName self, Responder responder, EventLog log) {
    this.headerRules = headerRules;
    this.self = self;
    this.responder = responder;
    this.log = log;
  }

  void serve(Exchange exchange, Decision.File decision) throws IOException {
    Decision.@Nullable Answer refusal = Preconditions.check(exchange);
    if (refusal == null) {
      refusal = method(exchange);
    }
    if (refusal != null) {
      responder.answer(exchange, refusal);
      return;
    }
    try {
      Found found = new FileWalk(exchange.request().host().files()).find(decision);
      try (SeekableByteChannel content = open(found)) {
        send(exchange, found, content);
      }
    } catch (Refused e) {
      if (!e.detail().isEmpty()) {
        log.log(LogLevel.ERROR, "core", exchange.request(), e.code(), e.detail());
      }
      responder.answer(exchange, answer(exchange, e.status(), e.code(), e.reason(), e.remedy()));
    }
  }

  private static Decision.@Nullable Answer method(Exchange exchange) {
    String method = exchange.request().method();
    if (method.equals("GET") || method.equals("HEAD")) {
      return null;
    }
    Decision.Answer answer =
        answer(exchange, 405, "AH00131", "a file can be read (GET, HEAD) and nothing else", "");
    answer.headers().set("Allow", ALLOWED);
    return answer;
  }

  /** Where the name was no link it must not have become one meanwhile. */
  private static SeekableByteChannel open(Found found) throws Refused {
    Set<OpenOption> options =
        found.link()
            ? Set.of(StandardOpenOption.READ)
            : Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    try {
      return FileWalk.ROOT
          ? PublicFile.open(found.path())
          : Files.newByteChannel(found.path(), options);
    } catch (NoSuchFileException e) {
      throw FileWalk.missing();
    } catch (AccessDeniedException e) {
      throw FileWalk.unreadable();
    } catch (IOException e) {
      throw FileWalk.unreadable();
    }
  }

  private void send(Exchange exchange, Found found, SeekableByteChannel content)
      throws IOException {
    Request request = exchange.request();
    long size = content.size();
    Instant modified = found.attributes().lastModifiedTime().toInstant();
    String tag =
        tag(
            size,
            found.attributes().lastModifiedTime().to(TimeUnit.MICROSECONDS),
            modified.isAfter(request.received().minusSeconds(1)));
    int status = FileConditions.status(request, tag, modified);
    if (status == 412) {
      responder.answer(
          exchange, answer(exchange, 412, "", "the file is not what the client expects", ""));
      return;
    }
    Headers headers = new Headers();
    headers.set("Server", self.product(request.host().server().tokens()));
    headers.set("Last-Modified", HttpDate.format(modified));
    headers.set("ETag", tag);
    headers.set("Accept-Ranges", "none"); // RFC 9110 §14.3
    if (status == 200) {
      headers.set("Content-Length", Long.toString(size));
      type(exchange, found).ifPresent(type -> headers.set("Content-Type", type));
    }
    responder.disclose(exchange, headers);
    headerRules.onResponse(exchange.settings(), request, exchange.facts(status, headers), headers);
    exchange.start(status, status, headers);
    if (status == 200 && !request.method().equals("HEAD")) {
      copy(exchange, content, size);
    }
  }

  private static Optional<String> type(Exchange exchange, Found found) {
    String name = String.valueOf(found.path().getFileName());
    return exchange.request().host().files().types().of(name);
  }

  /**
   * Size and time of the last change in microseconds, as httpd's FileETag has it. What has changed
   * within this second may change again within it: such a tag is weak (RFC 9110 §8.8.1).
   */
  private static String tag(long size, long micros, boolean weak) {
    String tag = '"' + Long.toHexString(size) + '-' + Long.toHexString(micros) + '"';
    return weak ? "W/" + tag : tag;
  }

  /** As much as was announced; a file that has become shorter cannot be made whole. */
  private void copy(Exchange exchange, SeekableByteChannel content, long size) throws IOException {
    OutputStream out = exchange.client().output();
    InputStream in = Channels.newInputStream(content);
    byte[] buffer = new byte[BUFFER];
    long left = size;
    while (left > 0) {
      int read = read(in, buffer, (int) Math.min(BUFFER, left));
      if (read < 0) {
        String message =
            "a file ended " + left + " bytes before its end: it has been cut meanwhile";
        if (log.log(LogLevel.ERROR, "core", exchange.request(), "", message)) {
          exchange.errorLogged();
        }
        exchange.abort();
        return;
      }
      out.write(buffer, 0, read);
      exchange.bodySent(read);
      left -= read;
    }
  }

  /** A disk that fails is like a file that has ended: the client must notice. */
  private static int read(InputStream in, byte[] into, int most) {
    try {
      return in.read(into, 0, most);
    } catch (IOException e) {
      return -1;
    }
  }

  private static Decision.Answer answer(
      Exchange exchange, int status, String code, String reason, String remedy) {
    return new Decision.Answer(exchange.settings(), status, code, reason, remedy, new Headers());
  }
}

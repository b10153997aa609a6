package io.torii.servlet;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names requests: a random start for each process, then a counter, in base 32 without look-alikes.
 */
final class RequestIds {

  private static final char[] DIGITS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();

  /** Long enough for what other proxies make; nothing that needs an escape on its way. */
  private static final Pattern SANE = Pattern.compile("[!-~]{1,128}");

  private final String process;
  private final AtomicLong counter = new AtomicLong();

  RequestIds() {
    process = digits(new SecureRandom().nextLong() >>> 24, 8);
  }

  /** The one that a client has sent if it will do, else a new one. */
  String taken(@Nullable String sent) {
    return sent != null && SANE.matcher(sent).matches() ? sent : next();
  }

  /** 16 characters, unique in the process and most probably everywhere. */
  String next() {
    return process + digits(counter.incrementAndGet(), 8);
  }

  private static String digits(long value, int count) {
    char[] text = new char[count];
    for (int i = count - 1; i >= 0; i--) {
      text[i] = DIGITS[(int) (value & 31)];
      value >>>= 5;
    }
    return new String(text);
  }
}

package io.torii.exchange;

import io.torii.http.Headers;
import io.torii.http.HttpDate;
import io.torii.rule.Request;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What If-Match and its kin make of a GET or HEAD for a file (RFC 9110 §13.2.2). */
final class FileConditions {

  private FileConditions() {}

  /**
   * The status of the answer: 200, 304 or 412.
   *
   * @param tag the file's entity tag
   * @param modified when it has last changed
   */
  static int status(Request request, String tag, Instant modified) {
    Headers headers = request.headers();
    Instant second = modified.truncatedTo(ChronoUnit.SECONDS);
    Optional<String> match = headers.joined("If-Match");
    if (match.isPresent()) {
      if (!lists(match.get(), tag, false)) {
        return 412;
      }
    } else if (date(headers, "If-Unmodified-Since").filter(second::isAfter).isPresent()) {
      return 412;
    }
    Optional<String> none = headers.joined("If-None-Match");
    if (none.isPresent()) {
      return lists(none.get(), tag, true) ? 304 : 200;
    }
    // As in httpd, a date that has not come yet says nothing.
    return date(headers, "If-Modified-Since")
            .filter(since -> !since.isBefore(second) && !since.isAfter(request.received()))
            .isPresent()
        ? 304
        : 200;
  }

  private static Optional<Instant> date(Headers headers, String name) {
    return headers.all(name).size() == 1
        ? HttpDate.parse(headers.all(name).get(0))
        : Optional.empty();
  }

  /**
   * Whether a list of entity tags has one.
   *
   * @param weak whether weakness is no matter (RFC 9110 §8.8.3.2)
   */
  private static boolean lists(String list, String tag, boolean weak) {
    if (list.strip().equals("*")) {
      return true;
    }
    int at = 0;
    while (at < list.length()) {
      boolean marked = list.startsWith("W/\"", at);
      int open = marked ? at + 2 : at;
      int close = list.startsWith("\"", open) ? list.indexOf('"', open + 1) : -1;
      if (close < 0) {
        at++;
      } else {
        String one = list.substring(open, close + 1);
        boolean strong = !marked && !tag.startsWith("W/");
        if ((weak || strong) && one.equals(tag.startsWith("W/") ? tag.substring(2) : tag)) {
          return true;
        }
        at = close + 1;
      }
    }
    return false;
  }
}

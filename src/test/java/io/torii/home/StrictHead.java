package io.torii.home;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The head of a message, read so that nobody could read it in another way (RFC 9112 §2.2, §3, §5
 * and §6): anything else is a fault.
 */
final class StrictHead {

  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

  /** Origin form, with what httpd lets through and RFC 3986 would have encoded. */
  private static final Pattern REQUEST_LINE = Pattern.compile(TOKEN + " /[!-\"$-~]* HTTP/1\\.[01]");

  private static final Pattern STATUS_LINE =
      Pattern.compile("HTTP/1\\.1 [1-9]\\d\\d [\\t -~\\x80-\\xff]*");
  private static final Pattern FIELD = Pattern.compile(TOKEN + ":[\\t -~\\x80-\\xff]*");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+(:[0-9]{1,5})?");

  private static final Pattern LENGTH = Pattern.compile("0|[1-9][0-9]{0,17}");

  /** RFC 9110 §7.6.1: they are between the client and us. */
  private static final Set<String> HOPS =
      Set.of("keep-alive", "proxy-connection", "upgrade", "http2-settings");

  private final List<String> faults = new ArrayList<>();
  private final List<String> fields;
  private final boolean request;

  /**
   * Reads one.
   *
   * @param head with the empty line at its end
   */
  StrictHead(String head) {
    String[] lines = head.substring(0, head.length() - 4).split("\r\n", -1);
    fields = List.of(lines).subList(1, lines.length);
    request = !lines[0].startsWith("HTTP/");
    fault(!(request ? REQUEST_LINE : STATUS_LINE).matcher(lines[0]).matches(), lines[0]);
    for (String field : fields) {
      fault(!FIELD.matcher(field).matches(), field);
    }
    framing();
    if (request) {
      fault(all("Host").size() != 1 || !HOST.matcher(all("Host").get(0)).matches(), "Host");
      for (String field : fields) {
        String name = field.replaceFirst(":.*", "").toLowerCase(Locale.ROOT);
        fault(HOPS.contains(name), field);
      }
      List<String> expect = all("Expect");
      fault(!expect.isEmpty() && !expect.equals(List.of("100-continue")), "Expect");
      fault(!expect.isEmpty() && !chunked() && length() == 0, "Expect without a body");
      List<String> te = all("TE");
      fault(!te.isEmpty() && !te.equals(List.of("trailers")), "TE");
      fault(!chunked() && !all("Trailer").isEmpty(), "Trailer");
      String connection = String.join("|", all("Connection"));
      fault(!connection.matches(te.isEmpty() ? "(close)?" : "TE|close, TE"), connection);
    }
  }

  private void framing() {
    List<String> lengths = all("Content-Length");
    List<String> codings = all("Transfer-Encoding");
    fault(lengths.size() + codings.size() > 1, "framings: " + lengths + codings);
    fault(!lengths.stream().allMatch(LENGTH.asMatchPredicate()), "length " + lengths);
    fault(codings.stream().anyMatch(coding -> !coding.equals("chunked")), "coding " + codings);
  }

  private void fault(boolean is, String what) {
    if (is) {
      faults.add(what);
    }
  }

  /** Whether a line is a field that may stand behind a body (RFC 9110 §6.5.1). */
  static boolean isTrailer(String line) {
    return FIELD.matcher(line).matches()
        && !line.matches(
            "(?i)(content-length|transfer-encoding|host|x-gate|authorization|set-cookie|evil):.*");
  }

  /** Every value of that name. */
  List<String> all(String name) {
    String start = name.toLowerCase(Locale.ROOT) + ":";
    return fields.stream()
        .filter(field -> field.toLowerCase(Locale.ROOT).startsWith(start))
        .map(field -> field.substring(start.length()).strip())
        .toList();
  }

  Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }

  /** What is wrong with it. */
  List<String> faults() {
    return faults;
  }

  boolean chunked() {
    return first("Transfer-Encoding").isPresent();
  }

  /** What Content-Length says; 0 without one, or without a good one. */
  long length() {
    return first("Content-Length")
        .filter(LENGTH.asMatchPredicate())
        .map(Long::parseLong)
        .orElse(0L);
  }
}

package io.torii.ops;

import io.torii.testkit.Reply;
import io.torii.testkit.Seen;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What was seen of an exchange, as lines with a name: {@code status}, {@code body}, {@code
 * framing}, the answer's fields, {@code member} (who was asked, with the request line), {@code sent
 * X} (the field that it got) and {@code sent body}.
 */
final class Observation {

  /** What tells the servers apart, not their configuration. */
  private static final Set<String> UNCOMPARED =
      Set.of("date", "server", "keep-alive", "transfer-encoding");

  /** Torii's own, which would differ in each case. */
  private static final Set<String> ADDED = Set.of("x-forwarded-proto", "x-forwarded-port");

  /** Says of HTTP/1.1 what holds without it (RFC 9112 §9.3). */
  private static final String KEPT = "Connection: Keep-Alive";

  /** What {@code %t} and {@code %D} become in a Header: the shape alone can be compared. */
  private static final Pattern TIMES = Pattern.compile("\\b(t=\\d{16}|D=\\d+)\\b");

  /** Of texts of ErrorDocument, which httpd calls ISO-8859-1 whatever the file is written in. */
  private static final Pattern UTF_8 =
      Pattern.compile("(?<=text/html); ?charset=(utf-8|iso-8859-1)$");

  /** Months and numbers. */
  private static final Pattern DATES = Pattern.compile("\\d+|(?<=/)[A-Z][a-z]{2}(?=/)");

  private static final String OWN_PAGE = "(own page)";

  private final Map<String, String> lines = new TreeMap<>();
  private final Map<String, String> added = new TreeMap<>();

  /** Fields that the member got and that are not compared. */
  Map<String, String> added() {
    return added;
  }

  void answer(Reply reply, boolean toHead) {
    add("status", Integer.toString(reply.status()));
    for (int status : reply.interim()) {
      add("interim", Integer.toString(status));
    }
    boolean own = toHead ? isHtml(reply) : isOwnPage(reply.body());
    add("body", own ? OWN_PAGE : reply.body());
    if (!own) {
      add("framing", reply.framing());
    }
    for (String field : reply.fields()) {
      String name = field.substring(0, Math.max(0, field.indexOf(':')));
      String lower = name.toLowerCase(Locale.ROOT);
      boolean told = lower.equals("content-length") && (own || !toHead); // by framing and body
      boolean ofPage = own && lower.matches("content-(type|language)");
      if (!UNCOMPARED.contains(lower) && !told && !ofPage) {
        // tokens of Connection have no case
        String shown = lower.equals("connection") ? field.toLowerCase(Locale.ROOT) : field;
        add(name, UTF_8.matcher(shown.substring(name.length() + 1)).replaceAll("").strip());
      }
    }
  }

  /** The page that a HEAD is not shown: members answer HEAD without a type. */
  private static boolean isHtml(Reply reply) {
    return reply.fields().stream()
        .anyMatch(f -> f.toLowerCase(Locale.ROOT).startsWith("content-type: text/html"));
  }

  private static boolean isOwnPage(String body) {
    return body.startsWith("<!DOCTYPE HTML PUBLIC \"-//")
        || body.startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
        || body.startsWith("<!doctype html><html lang=\"en\"><head><title>HTTP Status ");
  }

  void asked(String member, Seen request) {
    add("member", member + " " + request.requestLine());
    for (String field : request.fields()) {
      String name = field.substring(0, field.indexOf(':'));
      String value = field.substring(name.length() + 1).strip();
      if (ADDED.contains(name.toLowerCase(Locale.ROOT))) {
        added.put(name, value);
      } else if (!field.equals(KEPT)) {
        add("sent " + name, value);
      }
    }
    if (!request.body().isEmpty()) {
      add("sent body", request.body());
    }
  }

  /**
   * What another has differently, with our values; empty for what we lack. Where the statuses
   * differ, everything else follows from that and is left out.
   */
  Map<String, String> differencesFrom(Observation other) {
    Map<String, String> differences = new TreeMap<>();
    for (Observation one : List.of(this, other)) {
      for (String name : one.lines.keySet()) {
        String ours = lines.getOrDefault(name, "");
        if (!ours.equals(other.lines.getOrDefault(name, ""))) {
          differences.put(name, ours);
        }
      }
    }
    if (differences.containsKey("status")) {
      differences.keySet().removeIf(name -> !name.equals("status"));
    }
    return differences;
  }

  /**
   * A line of a log whose values have names: {@code a=1<tab>b=2}. Of a {@code shape x} digits are
   * not compared; a {@code page x} depends on the page, and is not compared of our own.
   */
  void logged(String line) {
    boolean own = OWN_PAGE.equals(lines.get("body"));
    for (String value : line.split("\t", -1)) {
      String[] named = value.split("=", 2);
      boolean shape = named[0].startsWith("shape ");
      boolean page = own && named[0].startsWith("page ");
      if (!page) {
        add("log " + named[0], shape ? DATES.matcher(named[1]).replaceAll("0") : named[1]);
      }
    }
  }

  private void add(String name, String value) {
    lines.merge(name, TIMES.matcher(value).replaceAll("(time)"), (a, b) -> a + " | " + b);
  }

  @Override
  public String toString() {
    return lines.toString();
  }

  /** Replaces a text in all lines. */
  void mask(String text, String by) {
    lines.replaceAll((name, value) -> value.replace(text, by));
    added.replaceAll((name, value) -> value.replace(text, by));
  }
}

package io.torii.exchange;

import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import io.torii.config.VirtualHost;
import io.torii.http.HtmlText;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What {@code server-status} shows (mod_status, and with ProxyStatus mod_proxy_balancer's part of
 * it): the page for people and the lines of {@code ?auto} for programs. Names are httpd's; what we
 * have no number for, such as idle workers, is not there.
 */
final class StatusPage {

  private static final String STYLE =
      "body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem}"
          + "table{border-collapse:collapse}th,td{padding:.3rem .8rem;text-align:left;"
          + "border-bottom:1px solid #8884}h1{font-size:1.4rem}h2{font-size:1.1rem}";

  private final ServerFacts facts;
  private final VirtualHost host;
  private final String product;
  private final Instant now;

  StatusPage(ServerFacts facts, VirtualHost host, String product, Instant now) {
    this.facts = facts;
    this.host = host;
    this.product = product;
    this.now = now;
  }

  /** Lines of a name and a value. */
  String lines(String server) {
    StringBuilder out = new StringBuilder(server).append('\n');
    general().forEach((name, value) -> out.append(name).append(": ").append(value).append('\n'));
    int number = 0;
    for (Balancer balancer : balancers()) {
      String prefix = "ProxyBalancer[" + number++ + "]";
      out.append(prefix).append("Name: ").append(balancer.url()).append('\n');
      int worker = 0;
      for (Member member : balancer.members()) {
        String of = prefix + "Worker[" + worker++ + "]";
        columns(member)
            .forEach((name, value) -> out.append(of + name + ": ").append(value).append('\n'));
      }
    }
    return out.toString();
  }

  /** The page. */
  String html(String server) {
    StringBuilder out = new StringBuilder(2048);
    String title = "Server status of " + server;
    out.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
        .append(HtmlText.escape(title))
        .append("</title><style>" + STYLE + "</style></head>\n<body><h1>")
        .append(HtmlText.escape(title))
        .append("</h1>\n<table>");
    general().forEach((name, value) -> row(out, name, value));
    out.append("</table>\n");
    for (Balancer balancer : balancers()) {
      out.append("<h2>").append(HtmlText.escape(balancer.url())).append("</h2>\n<table>");
      boolean first = true;
      for (Member member : balancer.members()) {
        Map<String, String> columns = columns(member);
        if (first) {
          row(out, "th", columns.keySet());
          first = false;
        }
        row(out, "td", columns.values());
      }
      out.append("</table>\n");
    }
    return out.append("</body></html>\n").toString();
  }

  private List<Balancer> balancers() {
    return host.server().status()
        ? facts.balancers(host).stream().filter(balancer -> !balancer.config().plain()).toList()
        : List.of();
  }

  private Map<String, String> general() {
    Duration up = Duration.between(facts.started(), now);
    Map<String, String> rows = new LinkedHashMap<>();
    rows.put("ServerVersion", product);
    rows.put("CurrentTime", now.truncatedTo(ChronoUnit.SECONDS).toString());
    rows.put("RestartTime", facts.started().truncatedTo(ChronoUnit.SECONDS).toString());
    rows.put("ServerUptimeSeconds", Long.toString(up.toSeconds()));
    rows.put("ServerUptime", words(up));
    if (host.server().extendedStatus()) {
      double seconds = Math.max(1, up.toSeconds());
      rows.put("Total Accesses", Long.toString(facts.requests()));
      rows.put("Total kBytes", Long.toString(facts.bytesSent() >> 10));
      rows.put("ReqPerSec", decimal(facts.requests() / seconds));
      rows.put("BytesPerSec", decimal(facts.bytesSent() / seconds));
    }
    rows.put("BusyWorkers", Long.toString(facts.busy()));
    return rows;
  }

  private static Map<String, String> columns(Member member) {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("Name", member.url().toString());
    columns.put("Status", member.statusWords().strip());
    columns.put("Route", member.settings().route());
    columns.put("Set", Integer.toString(member.settings().lbset()));
    columns.put(
        "Factor",
        BigDecimal.valueOf(member.settings().weight(), 2).stripTrailingZeros().toPlainString());
    columns.put("Elected", Long.toString(member.elected()));
    columns.put("Busy", Integer.toString(member.busy()));
    columns.put("Sent", (member.traffic().transferred() >> 10) + "K");
    columns.put("Rcvd", (member.traffic().read() >> 10) + "K");
    return columns;
  }

  private static void row(StringBuilder out, String name, String value) {
    out.append("<tr><th>" + HtmlText.escape(name) + "</th><td>")
        .append(HtmlText.escape(value))
        .append("</td></tr>\n");
  }

  private static void row(StringBuilder out, String kind, Iterable<String> cells) {
    out.append("<tr>");
    for (String cell : cells) {
      out.append("<" + kind + ">" + HtmlText.escape(cell) + "</" + kind + ">");
    }
    out.append("</tr>\n");
  }

  /** As httpd writes it: 1 day 2 hours 1 minute 5 seconds, from the first that is not zero. */
  static String words(Duration time) {
    List<String> words = new ArrayList<>();
    add(words, time.toDaysPart(), "day");
    add(words, time.toHoursPart(), "hour");
    add(words, time.toMinutesPart(), "minute");
    long seconds = time.toSecondsPart();
    words.add(seconds + (seconds == 1 ? " second" : " seconds"));
    return String.join(" ", words);
  }

  private static void add(List<String> words, long number, String unit) {
    if (number > 0 || !words.isEmpty()) {
      words.add(number + " " + unit + (number == 1 ? "" : "s"));
    }
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}

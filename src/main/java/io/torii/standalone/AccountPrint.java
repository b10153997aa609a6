package io.torii.standalone;

import io.torii.config.Account;
import io.torii.config.Account.Entry;
import io.torii.config.Account.Place;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Prints what has become of the directives ({@code --account}): how many do what they do in httpd,
 * and all others by file and line, each with one word on where it went.
 */
final class AccountPrint {

  private final Account account;
  private final PrintStream out;

  AccountPrint(Account account, PrintStream out) {
    this.account = account;
    this.out = out;
  }

  void print() {
    List<Entry> listed = account.listed();
    Map<String, List<Entry>> files = new LinkedHashMap<>();
    listed.forEach(e -> files.computeIfAbsent(e.origin().source(), s -> new ArrayList<>()).add(e));
    // A line may start with an empty word, and a format without width is none.
    int width = listed.stream().mapToInt(e -> e.written().length()).reduce(1, Math::max);
    String line = "  %5d  %-" + width + "s  %s%n";
    files.forEach(
        (file, entries) -> {
          out.println(file);
          entries.sort(Comparator.comparingInt(e -> e.origin().line()));
          entries.forEach(e -> out.printf(line, e.origin().line(), e.written(), e.place().word()));
        });
    summary();
    out.flush();
  }

  private void summary() {
    Map<Place, Integer> counts = new EnumMap<>(Place.class);
    account.entries().forEach(e -> counts.merge(e.place(), 1, Integer::sum));
    out.println("All directives:");
    counts.forEach(
        (place, count) -> out.printf("  %5d  %-9s  %s%n", count, place.word(), place.meaning()));
    out.printf("  %5d  in all%n", account.entries().size());
  }
}

package io.torii.config.directives;

import io.torii.config.Account;
import io.torii.config.InvalidValueException;
import io.torii.directive.Origin;
import io.torii.directive.Parsed;
import io.torii.directive.Problems;
import io.torii.directive.ReadLine;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What one load of a configuration shares, from the first directive to the last. */
final class Reading {

  private final Problems problems;
  private final Path serverRoot;
  private final Set<String> modules;
  private final Map<String, String> environment;
  private final Servers servers;
  private final Set<Path> files = new LinkedHashSet<>();
  private final List<NamedFile> named = new ArrayList<>();
  private final List<NamedFile> logs = new ArrayList<>();
  private final Set<String> noted = new HashSet<>();
  private final List<Account.Entry> account = new ArrayList<>();

  /**
   * @param parsed says what relative paths are relative to, and which modules are loaded
   * @param environment what PassEnv passes
   */
  Reading(Problems problems, Parsed parsed, Map<String, String> environment, Servers servers) {
    this.problems = problems;
    this.serverRoot = parsed.serverRoot();
    this.modules = parsed.modules();
    this.environment = Map.copyOf(environment);
    this.servers = servers;
  }

  Servers servers() {
    return servers;
  }

  Problems problems() {
    return problems;
  }

  Map<String, String> environment() {
    return environment;
  }

  /** Every file that a directive names, to be watched. */
  Set<Path> files() {
    return files;
  }

  /** A path relative to ServerRoot. */
  Path resolve(String directive, String path) throws InvalidValueException {
    try {
      return serverRoot.resolve(path).normalize();
    } catch (InvalidPathException e) {
      throw new InvalidValueException(directive + " \"" + path + "\" is not a path.");
    }
  }

  /** The same for a file that is read at start: it is watched, and checked for being there. */
  Path file(String directive, String path, Origin origin) throws InvalidValueException {
    Path file = resolve(directive, path);
    files.add(file);
    named.add(new NamedFile(directive, file, origin));
    return file;
  }

  /** The files that must be there when we serve TLS and check passwords ourselves. */
  List<NamedFile> named() {
    return named;
  }

  /** The same for a log file, which is written. */
  Path log(String directive, String path, Origin origin) throws InvalidValueException {
    Path file = resolve(directive, path);
    logs.add(new NamedFile(directive, file, origin));
    return file;
  }

  /** The log files, which must be writable wherever we run. */
  List<NamedFile> logs() {
    return logs;
  }

  /** Takes down what has become of a directive. */
  void account(String written, Origin origin, Account.Place place) {
    account.add(new Account.Entry(written, origin, place));
  }

  /** How many directives are taken down so far. */
  int accounted() {
    return account.size();
  }

  /** The modules that the files load. */
  Set<String> modules() {
    return modules;
  }

  /**
   * What has become of all directives: what is called performed but has an error is refused, and
   * what acted while it was read stands behind the others.
   *
   * @param read what is no node
   */
  Account account(List<ReadLine> read) {
    List<Account.Entry> all = new ArrayList<>(account);
    for (ReadLine line : read) {
      Account.Place place = line.performed() ? Account.Place.PERFORMED : Account.Place.SKIPPED;
      all.add(new Account.Entry(line.written(), line.origin(), place));
    }
    Set<Origin> wrong = problems.wrong();
    all.replaceAll(
        e ->
            e.place() == Account.Place.PERFORMED && wrong.contains(e.origin())
                ? new Account.Entry(e.written(), e.origin(), Account.Place.REFUSED)
                : e);
    return new Account(all);
  }

  /** Says something once for all directives of that name. */
  void noteOnce(Origin origin, String name, String message) {
    if (noted.add(name.toLowerCase(Locale.ROOT))) {
      problems.note(origin, message);
    }
  }
}

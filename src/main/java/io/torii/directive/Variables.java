package io.torii.directive;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What <code>${NAME}</code> and {@code <IfDefine>} see, as the files are read. */
final class Variables {

  private final Map<String, String> environment;
  private final Map<String, String> envvars = new HashMap<>();
  private final Map<String, String> values = new HashMap<>();
  private final Set<String> defines;

  Variables(ParserSettings settings) {
    environment = settings.environment();
    defines = new HashSet<>(settings.defines());
  }

  /** What an {@code envvars} file exports; it loses to the process's own environment. */
  void addEnvvars(Map<String, String> exported) {
    envvars.putAll(exported);
  }

  void define(String name) {
    defines.add(name);
  }

  void define(String name, String value) {
    defines.add(name);
    values.put(name, value);
  }

  void undefine(String name) {
    defines.remove(name);
    values.remove(name);
  }

  boolean defined(String name) {
    return defines.contains(name);
  }

  Set<String> defines() {
    return defines;
  }

  /** Every name that a <code>${NAME}</code> could stand for. */
  Set<String> known() {
    Set<String> names = new HashSet<>(values.keySet());
    names.addAll(environment.keySet());
    names.addAll(envvars.keySet());
    return names;
  }

  private Optional<String> value(String name) {
    for (Map<String, String> source : List.of(values, environment, envvars)) {
      String value = source.get(name);
      if (value != null) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  /**
   * Puts values in the place of <code>${NAME}</code>, once: what a value itself holds stays. An
   * unknown one is kept as written. <code>${map:key}</code> is RewriteMap's and <code>${1}</code> a
   * regular expression's, so neither is a variable.
   */
  Substitution substitute(String line) {
    int dollar = line.indexOf("${");
    if (dollar < 0) {
      return new Substitution(line, List.of());
    }
    StringBuilder out = new StringBuilder();
    Set<String> undefined = new LinkedHashSet<>();
    int from = 0;
    while (dollar >= 0) {
      int close = line.indexOf('}', dollar);
      if (close < 0) {
        break;
      }
      out.append(line, from, dollar);
      String name = line.substring(dollar + 2, close);
      Optional<String> value = value(name);
      out.append(value.orElseGet(() -> "${" + name + "}"));
      if (value.isEmpty() && mustBeDefined(name)) {
        undefined.add(name);
      }
      from = close + 1;
      dollar = line.indexOf("${", from);
    }
    out.append(line, from, line.length());
    return new Substitution(out.toString(), new ArrayList<>(undefined));
  }

  private static boolean mustBeDefined(String name) {
    return name.indexOf(':') < 0 && (name.isEmpty() || !name.chars().allMatch(Variables::digit));
  }

  private static boolean digit(int c) {
    return c >= '0' && c <= '9';
  }

  /**
   * A line after substitution.
   *
   * @param undefined the names that nobody defined, in order, each once
   */
  record Substitution(String text, List<String> undefined) {
    Substitution {
      undefined = List.copyOf(undefined);
    }
  }
}

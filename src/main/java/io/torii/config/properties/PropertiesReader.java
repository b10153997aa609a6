package io.torii.config.properties;

import io.torii.config.InvalidValueException;
import io.torii.config.ManagerConfig;
import io.torii.config.ManagerToken;
import io.torii.config.ObserveConfig;
import io.torii.config.ObserveConfig.ProxyStatus;
import io.torii.config.ProxyRule;
import io.torii.config.ReverseRule;
import io.torii.config.members.BalancerAssembly;
import io.torii.directive.Origin;
import io.torii.directive.Problems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.Config;

/**
 * Reads the properties that start with {@code torii.}, and the environment variables that stand for
 * them. Nothing here throws: a problem names its property.
 */
public final class PropertiesReader {

  private static final String PASS = "torii.proxy-pass.";
  private static final String PASS_VARIABLE = "TORII_PROXY_PASS_";

  private static final String TELEMETRY = "otel.";

  private final Problems problems;
  private final PropertyValues values;
  private final PropertyNames names;

  public PropertiesReader(Config config, Problems problems) {
    this.problems = problems;
    this.values = new PropertyValues(config, problems);
    this.names = new PropertyNames(config);
  }

  /** {@code torii.conf}: paths and globs of directive files, in order; empty if there is none. */
  public List<String> directiveFiles() {
    return list(Property.CONF);
  }

  /** {@code torii.listen}: the arguments of a Listen each; empty if there is none. */
  public List<String> listen() {
    return list(Property.LISTEN);
  }

  /** {@code torii.ports}: from a container's port to the port the virtual hosts are written for. */
  public Map<Integer, Integer> ports() {
    return values.read(Property.PORTS.name(), PropertiesReader::ports).orElse(Map.of());
  }

  /**
   * {@code torii.manager.…} and {@code torii.health.…}.
   *
   * @param withFiles whether there are directive files, which then decide where the manager is
   */
  public ManagerConfig manager(boolean withFiles) {
    String fallback = Property.MANAGER_PATH.fallback();
    String name = Property.MANAGER_PATH.name();
    String path = values.read(name, PropertiesReader::path).orElse(fallback);
    if (withFiles && !path.equals(fallback)) {
      problems.warn(
          Origin.property(name),
          "has no effect with directive files: write SetHandler balancer-manager in a <Location \""
              + path
              + "\">.");
    }
    boolean ready =
        values.read(Property.READY_WITHOUT_MEMBERS.name(), PropertiesReader::bool).orElse(true);
    return new ManagerConfig(
        withFiles ? Optional.empty() : Optional.of(path),
        ready,
        changesFile(),
        values.read(Property.AUDIT_LOG.name(), PropertiesReader::file),
        Set.copyOf(list(Property.OPERATORS)),
        values.read(Property.TOKENS.name(), ManagerToken::list).orElse(List.of()));
  }

  /** Where changes outlive the process, if a property says so. */
  public Optional<Path> changesFile() {
    return values.read(Property.CHANGES_FILE.name(), PropertiesReader::file);
  }

  /** What is told about requests beyond the logs. */
  public ObserveConfig observe() {
    ObserveConfig without = ObserveConfig.DEFAULT;
    return new ObserveConfig(
        values.read(Property.METRICS.name(), PropertiesReader::bool).orElse(without.metrics()),
        values
            .read(Property.REQUEST_ID.name(), PropertiesReader::bool)
            .orElse(without.requestIds()),
        values
            .read(Property.PROXY_STATUS.name(), PropertiesReader::proxyStatus)
            .orElse(without.proxyStatus()),
        telemetry());
  }

  /**
   * {@code torii.balancer.…} and {@code torii.proxy-pass.…}, over what the files have said, and a
   * look at all names for those that do not exist. Call it after the files are read and before
   * {@link BalancerAssembly#build}.
   *
   * @return the rules for the main server, to stand in front of the files' own
   */
  public Rules apply(BalancerAssembly assembly) {
    PassProperties passes = new PassProperties(values, problems);
    List<BalancerProperty> balancers = new ArrayList<>();
    List<String> variables = new ArrayList<>();
    for (String name : names.dotted()) {
      Optional<BalancerProperty> balancer = BalancerProperty.ofDotted(name);
      if (balancer.isPresent()) {
        balancers.add(balancer.get());
      } else if (name.startsWith(PASS) && name.length() > PASS.length()) {
        passes.add(name);
      } else if (Property.all().stream().noneMatch(p -> p.isCalled(name))) {
        UnknownProperty.report(name, problems);
      }
    }
    for (String name : names.variables()) {
      if (name.startsWith(PASS_VARIABLE) && name.length() > PASS_VARIABLE.length()) {
        passes.add(name);
      } else if (Property.all().stream().noneMatch(p -> p.isSpelled(name))) {
        variables.add(name);
      }
    }
    Set<String> known = new TreeSet<>(assembly.balancerNames());
    known.addAll(passes.balancers());
    balancers.forEach(p -> known.add(p.balancer()));
    for (String name : variables) {
      BalancerProperty.ofVariable(name, known)
          .ifPresentOrElse(balancers::add, () -> UnknownProperty.report(name, problems));
    }
    BalancerOverrides.apply(balancers, values, assembly, problems);
    // Used by the process itself; here only so that a wrong one is found before it is too late.
    values.read(Property.THREADS.name(), text -> number(text, 1, 100_000));
    values.read(Property.DRAIN_DELAY.name(), text -> number(text, 0, 86_400));
    values.read(Property.DRAIN_TIMEOUT.name(), text -> number(text, 0, 86_400));
    return passes.rules(assembly);
  }

  /** MicroProfile Telemetry's switch, which is off unless somebody turns it on. */
  private Optional<Map<String, String>> telemetry() {
    boolean off = values.read(TELEMETRY + "sdk.disabled", PropertiesReader::bool).orElse(true);
    if (off) {
      return Optional.empty();
    }
    Map<String, String> properties = new HashMap<>();
    for (String name : names.startingWith(TELEMETRY)) {
      values.text(name).ifPresent(value -> properties.put(name, value));
    }
    return Optional.of(properties);
  }

  private List<String> list(Property property) {
    return values
        .text(property.name())
        .map(text -> Arrays.stream(text.split(",")).map(String::strip).toList())
        .map(entries -> entries.stream().filter(entry -> !entry.isEmpty()).toList())
        .orElse(List.of());
  }

  private static Map<Integer, Integer> ports(String text) throws InvalidValueException {
    Map<Integer, Integer> ports = new LinkedHashMap<>();
    for (String pair : text.split(",", -1)) {
      String[] both = pair.strip().split(":", -1);
      if (both.length != 2) {
        throw new InvalidValueException(
            "\"" + pair.strip() + "\" is no pair of ports such as 8080:80.");
      }
      if (ports.put(port(both[0]), port(both[1])) != null) {
        throw new InvalidValueException("port " + both[0] + " is given twice.");
      }
    }
    return ports;
  }

  private static int number(String text, int least, int most) throws InvalidValueException {
    if (text.matches("\\d{1,9}")) {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw new InvalidValueException(
        "\"" + text + "\" is no whole number from " + least + " to " + most + ".");
  }

  private static int port(String text) throws InvalidValueException {
    if (text.matches("\\d{1,5}")) {
      int port = Integer.parseInt(text);
      if (port >= 1 && port <= 65535) {
        return port;
      }
    }
    throw new InvalidValueException("\"" + text + "\" is no port from 1 to 65535.");
  }

  private static Path file(String text) throws InvalidValueException {
    try {
      return Path.of(text).toAbsolutePath();
    } catch (InvalidPathException e) {
      throw new InvalidValueException("\"" + text + "\" is no path: " + e.getReason() + ".");
    }
  }

  private static String path(String text) throws InvalidValueException {
    String path =
        text.length() > 1 && text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    if (!path.matches("(/[A-Za-z0-9._~-]+)+")) {
      throw new InvalidValueException("\"" + text + "\" is no path such as /balancer-manager.");
    }
    return path;
  }

  private static ProxyStatus proxyStatus(String text) throws InvalidValueException {
    return switch (text) {
      case "false" -> ProxyStatus.OFF;
      case "true" -> ProxyStatus.ON;
      case "next-hop" -> ProxyStatus.NEXT_HOP;
      default ->
          throw new InvalidValueException("\"" + text + "\" is none of true, false, next-hop.");
    };
  }

  private static boolean bool(String text) throws InvalidValueException {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new InvalidValueException("\"" + text + "\" is neither true nor false.");
    };
  }

  /** The rules of {@code torii.proxy-pass.…}, longest path first, each with its reverse. */
  public record Rules(List<ProxyRule> rules, List<ReverseRule> reverse) {
    public Rules {
      rules = List.copyOf(rules);
      reverse = List.copyOf(reverse);
    }
  }
}

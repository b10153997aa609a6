package io.torii.standalone;

import io.torii.config.Loaded;
import io.torii.directive.Problem;
import io.torii.observe.tracing.TelemetryCheck;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code java -jar torii-standalone.war}: the command line. */
@Command(
    name = "torii",
    sortOptions = false,
    separator = " ",
    description = "A reverse proxy and load balancer that speaks Apache httpd's language.",
    versionProvider = Version.class)
public final class Main implements Callable<Integer> {

  /** The exit status for options that make no sense, as picocli has it. */
  private static final int USAGE = CommandLine.ExitCode.USAGE;

  @Option(
      names = "-f",
      paramLabel = "FILE",
      description = "a directive file, as httpd reads it; repeatable, globs allowed")
  private List<String> files = new ArrayList<>();

  @Option(
      names = "-D",
      paramLabel = "KEY=VALUE|NAME",
      description = {
        "a MicroProfile Config property for this run, such as torii.listen=8080;",
        "without '=': defines NAME for <IfDefine>; repeatable"
      })
  private List<String> definitions = new ArrayList<>();

  @Option(names = "-t", description = "check the configuration, print every problem, and exit")
  private boolean check;

  @Option(names = "-S", description = "print virtual hosts, rules, balancers and members, and exit")
  private boolean show;

  @Option(
      names = "--account",
      description = "say what has become of every directive, by file and line, and exit")
  private boolean account;

  @Option(
      names = "--explain",
      arity = "2",
      paramLabel = "METHOD URL",
      hideParamSyntax = true,
      description = "say who would serve this request and why, and what the member would get")
  private @Nullable List<String> explain;

  @Option(
      names = "-H",
      paramLabel = "'NAME: VALUE'",
      description = "a header field of the request to explain; repeatable")
  private List<String> headers = new ArrayList<>();

  @Option(
      names = "--client",
      paramLabel = "ADDRESS",
      description = "the IP address that the request to explain comes from; else this machine's")
  private @Nullable String client;

  @Option(
      names = "--diagnose",
      description = "look at members and configuration, say what is wrong and what to do, and exit")
  private boolean diagnose;

  @Option(names = "--demo", description = "a sticky balancer over three demo backends")
  private boolean demo;

  // picocli answers these two by itself; the fields are only where it looks for them.
  @SuppressWarnings("UnusedVariable")
  @Option(names = "-v", versionHelp = true, description = "print the version and exit")
  private boolean version;

  @SuppressWarnings("UnusedVariable")
  @Option(names = "-h", usageHelp = true, description = "print this help and exit")
  private boolean help;

  public static void main(String[] arguments) {
    // A SIGHUP without a handler ends the process, and who reloads need not know that it has
    // started.
    Hangups.catchThem();
    ProcessLog.install();
    Thread.setDefaultUncaughtExceptionHandler(new MemoryLack(Runtime.getRuntime()::halt));
    int status = new CommandLine(new Main()).execute(arguments);
    if (status != Server.RUNNING) {
      System.exit(status);
    }
  }

  /** Does what the options say; the status is the process's, or {@link Server#RUNNING}. */
  @Override
  public Integer call() throws IOException {
    Set<String> defines = new LinkedHashSet<>();
    Map<String, String> properties = new LinkedHashMap<>();
    for (String definition : definitions) {
      int equals = definition.indexOf('=');
      if (equals < 0) {
        defines.add(definition);
      } else {
        properties.put(definition.substring(0, equals), definition.substring(equals + 1));
      }
    }
    if (demo && !files.isEmpty()) {
      System.err.println("--demo has a configuration of its own: leave out -f, or --demo");
      return USAGE;
    }
    PrintStream out = System.out;
    @Nullable Demo demonstration = demo ? new Demo() : null;
    if (demonstration != null) {
      demonstration
          .properties(properties.containsKey("torii.listen"))
          .forEach(properties::putIfAbsent);
    }
    // System properties are the highest of MicroProfile Config's standard sources.
    properties.forEach(System::setProperty);
    Configuration configuration = new Configuration(files, defines);
    Instant readAt = Instant.now();
    Loaded loaded = configuration.load();
    if (check || show || account || diagnose || explain != null) {
      return inspect(loaded, out);
    }
    return new Server(configuration, loaded, readAt, Optional.ofNullable(demonstration)).run(out);
  }

  /** Looks at a configuration without starting anything. */
  private int inspect(Loaded loaded, PrintStream out) {
    List<Problem> problems = new ArrayList<>(check ? telemetry(loaded) : List.of());
    boolean broken = problems.stream().anyMatch(p -> p.severity() == Problem.Severity.ERROR);
    problems.addAll(loaded.problems());
    Configuration.print(problems, System.err);
    if (account) {
      new AccountPrint(loaded.account(), out).print();
    }
    if (broken || loaded.config().isEmpty()) {
      return 1;
    }
    if (show) {
      new ConfigDump(loaded.config().get(), out).print();
    }
    if (check) {
      out.println("Syntax OK");
    }
    if (explain != null) {
      return new ExplainCommand(loaded.config().get(), out)
          .explain(explain.get(0), explain.get(1), headers, client);
    }
    if (diagnose) {
      return new DiagnoseCommand(loaded.config().get(), out).diagnose();
    }
    return 0;
  }

  /** What is wrong with the properties of traces, which are otherwise read at the start alone. */
  private static List<Problem> telemetry(Loaded loaded) {
    return loaded
        .config()
        .flatMap(config -> config.observe().telemetry())
        .map(TelemetryCheck::problems)
        .orElse(List.of());
  }
}

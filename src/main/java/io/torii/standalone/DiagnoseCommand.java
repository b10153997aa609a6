package io.torii.standalone;

import io.torii.config.ProxyConfig;
import io.torii.diagnosis.Checks;
import io.torii.diagnosis.Finding;
import io.torii.diagnosis.Severity;
import io.torii.runtime.DryRun;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** {@code --diagnose}: what is wrong with the configuration and its members, in plain words. */
final class DiagnoseCommand {

  private final ProxyConfig config;
  private final PrintStream out;

  DiagnoseCommand(ProxyConfig config, PrintStream out) {
    this.config = config;
    this.out = out;
  }

  /** Prints what is found; the exit status is 1 if there is an error among it. */
  int diagnose() {
    long began = System.nanoTime();
    List<Finding> findings = DryRun.diagnose(config);
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    findings.forEach(this::print);
    out.println(sum(findings, took));
    out.println(
        "Not looked at, since only a proxy that serves requests can tell: "
            + Checks.ofTraffic()
            + ".");
    out.println("Ask the running one: " + manager());
    return findings.stream().anyMatch(f -> f.severity() == Severity.ERROR) ? 1 : 0;
  }

  private void print(Finding finding) {
    out.printf(
        "%-8s %s: %s%n", finding.severity().word(), finding.subject().text(), finding.check());
    out.println("  " + finding.cause());
    if (!finding.remedy().isEmpty()) {
      out.println("  Remedy: " + finding.remedy());
    }
    out.println("  Seen: " + finding.evidence());
  }

  /** How to have the diagnosis of the proxy that serves requests. */
  private String manager() {
    return Stream.concat(config.hosts().stream(), Stream.of(config.main()))
        .flatMap(host -> host.managerPath().stream())
        .findFirst()
        .or(() -> config.manager().path())
        .map(path -> "curl -X POST http://HOST" + path + "/api/diagnose")
        .orElse(
            "write a <Location> with SetHandler balancer-manager, and POST to its api/diagnose");
  }

  /** {@code 2 errors, 1 warning in 0.8 s}. */
  private static String sum(List<Finding> findings, Duration took) {
    List<String> parts = new ArrayList<>();
    for (Severity severity : Severity.values()) {
      long count = findings.stream().filter(f -> f.severity() == severity).count();
      boolean plural = severity.compareTo(Severity.INFO) < 0 && count != 1;
      parts.add(count + " " + severity.word() + (plural ? "s" : ""));
    }
    return String.join(", ", parts)
        + String.format(Locale.ROOT, " in %.1f s", took.toMillis() / 1000.0);
  }
}

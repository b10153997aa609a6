package io.torii.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.balancer.Balancers;
import io.torii.balancer.TimeSource;
import io.torii.config.ProxyConfig;
import io.torii.config.directives.Conf;
import io.torii.upstream.HttpUpstream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** What a diagnosis has found. */
record Looked(List<Finding> findings) {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** At a configuration in lines and the members that it names. */
  static Looked at(String... lines) {
    return at(Conf.of(lines).config(), LIMIT);
  }

  static Looked at(ProxyConfig config, Duration limit) {
    Balancers balancers = new Balancers(TimeSource.system(), new Random(1));
    balancers.apply(config.balancers().values(), null);
    try (HttpUpstream upstream = new HttpUpstream()) {
      Scene scene =
          Scene.of(config, balancers.current().values(), false, upstream::secure, Optional.empty());
      return new Looked(new Diagnosis(limit).run(scene, Optional.empty()));
    }
  }

  /** Those that are something to act on. */
  List<Finding> faults() {
    return findings.stream().filter(f -> f.severity().compareTo(Severity.WARNING) <= 0).toList();
  }

  /** The only fault, which must be of this check; whoever reads it knows what to do. */
  Finding only(String check, Severity severity) {
    assertThat(faults()).as("%s", findings).hasSize(1);
    return has(check, severity);
  }

  /** The first one of that check. */
  Finding has(String check, Severity severity) {
    Finding found =
        findings.stream()
            .filter(f -> f.check().equals(check) && f.severity() != Severity.OK)
            .findFirst()
            .orElseThrow(() -> new AssertionError("no " + check + " in " + findings));
    assertThat(found.severity()).isEqualTo(severity);
    assertThat(found.cause()).endsWith(".");
    assertThat(found.remedy()).endsWith(".");
    assertThat(found.evidence()).isNotBlank();
    return found;
  }

  /** Nothing is wrong, and each member says so. */
  void sound(int members) {
    assertThat(findings)
        .allSatisfy(f -> assertThat(f.severity()).as("%s", f).isEqualTo(Severity.OK));
    assertThat(findings).hasSize(members);
  }
}

package io.torii.config.properties;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.torii.config.BalancerConfig;
import io.torii.config.MemberConfig;
import io.torii.config.members.BalancerAssembly;
import io.torii.directive.Origin;
import io.torii.directive.Problem;
import io.torii.directive.Problems;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.config.Config;

/** Properties and variables of the environment as SmallRye reads them. */
abstract class PropertiesFixture {

  static final Origin FILE = new Origin("f.conf", 1);

  final Map<String, String> properties = new LinkedHashMap<>();
  final Map<String, String> environment = new HashMap<>();
  final Problems problems = new Problems();
  final BalancerAssembly assembly = new BalancerAssembly(problems);
  String[] profiles = {};

  PropertiesReader reader() {
    Config config =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withProfiles(List.of(profiles))
            .withSources(
                new PropertiesConfigSource(properties, "test", 100),
                new EnvConfigSource(environment, 300))
            .build();
    return new PropertiesReader(config, problems);
  }

  List<String> errors() {
    return problems.all().stream()
        .filter(p -> p.severity() == Problem.Severity.ERROR)
        .map(Problem::toString)
        .toList();
  }

  BalancerConfig balancer(String key) {
    return get(assembly.build(), key);
  }

  static BalancerConfig get(Map<String, BalancerConfig> built, String key) {
    return Objects.requireNonNull(built.get(key), key);
  }

  static List<String> hosts(Map<String, BalancerConfig> built, String key) {
    return get(built, key).members().stream().map(MemberConfig::url).map(u -> u.host()).toList();
  }
}

package io.torii.config.properties;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.torii.config.BalancerConfig;
import io.torii.config.ManagerConfig;
import io.torii.config.MemberConfig;
import io.torii.config.ProxyRule;
import io.torii.config.ProxyRule.Target;
import io.torii.config.ReverseRule;
import io.torii.config.members.BalancerAssembly;
import io.torii.config.members.Scope;
import io.torii.directive.Origin;
import io.torii.directive.Problem;
import io.torii.directive.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PropertiesReaderTest {

  private static final Origin FILE = new Origin("f.conf", 1);

  private final Map<String, String> properties = new LinkedHashMap<>();
  private final Map<String, String> environment = new HashMap<>();
  private final Problems problems = new Problems();
  private final BalancerAssembly assembly = new BalancerAssembly(problems);
  private String[] profiles = {};

  @Test
  void aBalancerAndARuleFromPropertiesAlone() {
    properties.put("torii.proxy-pass.app", "/app balancer://mycluster/app nocanon");
    properties.put(
        "torii.balancer.mycluster.members",
        " http://10.0.0.5:8080 route=app1 loadfactor=2, http://10.0.0.6:8080 'route=a,b' ,");
    properties.put("torii.balancer.mycluster.stickysession", "JSESSIONID|jsessionid");
    properties.put("torii.balancer.mycluster.failonstatus", "500, 503");

    PropertiesReader.Rules rules = reader().apply(assembly);
    BalancerConfig balancer = balancer("main/mycluster");

    assertThat(problems.all()).isEmpty();
    assertThat(rules.rules()).hasSize(1);
    assertThat(rules.rules().get(0).target())
        .isEqualTo(new Target.Balanced("main/mycluster", "/app"));
    assertThat(rules.rules().get(0).noCanon()).isTrue();
    assertThat(rules.rules().get(0).origin()).hasToString("torii.proxy-pass.app");
    assertThat(rules.reverse())
        .containsExactly(
            new ReverseRule(
                ReverseRule.Kind.LOCATION,
                "balancer://mycluster/app",
                "/app",
                false,
                Origin.property("torii.proxy-pass.app")));
    assertThat(balancer.members())
        .extracting(m -> m.url() + " " + m.route() + " " + m.weight())
        .containsExactly("http://10.0.0.5:8080 app1 200", "http://10.0.0.6:8080 a,b 100");
    assertThat(balancer.sticky().orElseThrow().cookie()).isEqualTo("JSESSIONID");
    assertThat(balancer.failOnStatus()).containsExactlyInAnyOrder(500, 503);
    assertThat(balancer.origin()).hasToString("torii.balancer.mycluster.members");
  }

  @Test
  void aBalancerAndARuleFromTheEnvironmentAlone() {
    environment.put("TORII_BALANCER_MYCLUSTER_MEMBERS", "http://a:1 route=r,http://b:2");
    environment.put("TORII_BALANCER_MYCLUSTER_STICKYSESSION", "SID");
    environment.put("TORII_PROXY_PASS_ALL", "/ balancer://mycluster/");

    PropertiesReader.Rules rules = reader().apply(assembly);
    BalancerConfig balancer = balancer("main/mycluster");

    assertThat(problems.all()).isEmpty();
    assertThat(rules.rules().get(0).target()).isEqualTo(new Target.Balanced("main/mycluster", "/"));
    assertThat(rules.rules().get(0).origin()).hasToString("TORII_PROXY_PASS_ALL");
    assertThat(balancer.members()).hasSize(2);
    assertThat(balancer.sticky()).isPresent();
  }

  @Test
  void aKnownNameThatAVariableSpellsIsMeant() {
    Scope host = assembly.host("v");
    host.member("balancer://my-cluster", List.of("http://file"), FILE);
    properties.put("torii.balancer.an.other.members", "http://p");
    environment.put("TORII_BALANCER_MY_CLUSTER_MEMBERS", "http://env");
    environment.put("TORII_BALANCER_MY_CLUSTER_LBMETHOD", "bytraffic");
    environment.put("TORII_BALANCER_AN_OTHER_LBMETHOD", "bybusyness");
    environment.put("TORII_BALANCER_NEW_ONE_MEMBERS", "http://n");

    reader().apply(assembly);
    Map<String, BalancerConfig> built = assembly.build();

    assertThat(built.keySet())
        .containsExactlyInAnyOrder("v/my-cluster", "main/an.other", "main/new_one");
    assertThat(hosts(built, "v/my-cluster")).containsExactly("env");
    assertThat(get(built, "v/my-cluster").method()).isEqualTo("bytraffic");
    assertThat(get(built, "main/an.other").method()).isEqualTo("bybusyness");
  }

  @Test
  void aNameThatIsOnlySentToIsKnownToo() {
    assembly.host("v").pass(List.of("/", "balancer://file-only/"), FILE);
    properties.put("torii.proxy-pass.x", "/x balancer://Property-Only/x");
    environment.put("TORII_BALANCER_FILE_ONLY_MEMBERS", "http://f");
    environment.put("TORII_BALANCER_PROPERTY_ONLY_MEMBERS", "http://p");

    reader().apply(assembly);
    Map<String, BalancerConfig> built = assembly.build();

    assertThat(problems.all()).isEmpty();
    assertThat(built.keySet()).containsExactlyInAnyOrder("v/file-only", "main/property-only");
  }

  @Test
  void theHigherOrdinalWinsWhereBothSpellTheSameProperty() {
    properties.put("torii.balancer.my-cluster.members", "http://property");
    environment.put("TORII_BALANCER_MY_CLUSTER_MEMBERS", "http://env");

    reader().apply(assembly);

    assertThat(hosts(assembly.build(), "main/my-cluster")).containsExactly("env");
  }

  @Test
  void profilesWorkAsTheSpecificationSays() {
    profiles = new String[] {"dev"};
    properties.put("%dev.torii.balancer.x.members", "http://dev");
    properties.put("torii.balancer.x.members", "http://all");
    properties.put("%prod.torii.balancer.y.members", "http://prod");

    reader().apply(assembly);
    Map<String, BalancerConfig> built = assembly.build();

    assertThat(built.keySet()).containsExactly("main/x");
    assertThat(hosts(built, "main/x")).containsExactly("dev");
  }

  @Test
  void propertiesWinOverFilesParameterByParameter() {
    Scope host = assembly.host("v");
    host.member("balancer://x", List.of("http://file1"), FILE);
    host.member("balancer://x", List.of("http://file2"), FILE);
    host.set("balancer://x", List.of("lbmethod=bytraffic", "nofailover=On"), FILE);
    properties.put("torii.balancer.X.lbmethod", "bybusyness");

    reader().apply(assembly);
    BalancerConfig balancer = balancer("v/x");

    assertThat(problems.all()).isEmpty();
    assertThat(balancer.method()).isEqualTo("bybusyness");
    assertThat(balancer.noFailover()).isTrue();
    assertThat(balancer.members()).hasSize(2);
  }

  @Test
  void membersReplaceTheFilesWhereverTheBalancerIsNamed() {
    Scope declaring = assembly.host("a");
    declaring.member("balancer://x", List.of("http://file"), FILE);
    Scope naming = assembly.host("b");
    naming.pass(List.of("/", "balancer://x/"), FILE);
    properties.put("torii.balancer.x.members", "http://property");

    reader().apply(assembly);
    Map<String, BalancerConfig> built = assembly.build();

    assertThat(problems.all()).isEmpty();
    assertThat(hosts(built, "a/x")).containsExactly("property");
    assertThat(hosts(built, "b/x")).containsExactly("property");
  }

  @Test
  void anEmptyValueIsNone() {
    assembly.main().member("balancer://x", List.of("http://file"), FILE);
    properties.put("torii.balancer.x.members", "");
    properties.put("torii.balancer.x.lbmethod", "  ");
    properties.put("torii.proxy-pass.x", "");
    properties.put("torii.conf", "");

    PropertiesReader reader = reader();

    assertThat(reader.apply(assembly).rules()).isEmpty();
    assertThat(reader.directiveFiles()).isEmpty();
    assertThat(hosts(assembly.build(), "main/x")).containsExactly("file");
    assertThat(problems.all()).isEmpty();
  }

  @Test
  void rulesStandLongestPathFirstWithExpressionsInFront() {
    properties.put("torii.proxy-pass.a", "/ http://h/");
    properties.put("torii.proxy-pass.b", "/app/long http://h/l");
    properties.put("torii.proxy-pass.c", "/app !");
    properties.put("torii.proxy-pass.d", "~ ^/x/(.*)$ http://h/$1");
    properties.put("torii.proxy-pass.e", "/ws ws://h/ws");

    PropertiesReader.Rules rules = reader().apply(assembly);

    assertThat(rules.rules())
        .extracting(ProxyRule::origin)
        .extracting(Origin::toString)
        .containsExactly(
            "torii.proxy-pass.d",
            "torii.proxy-pass.b",
            "torii.proxy-pass.c",
            "torii.proxy-pass.e",
            "torii.proxy-pass.a");
    assertThat(rules.reverse())
        .extracting(r -> r.from() + " " + r.to())
        .containsExactly("http://h/l /app/long", "http://h/ws /ws", "http://h/ /");
    assertThat(problems.all()).isEmpty();
  }

  @Test
  void aRuleFindsTheBalancerOfAVirtualHost() {
    assembly.host("v").member("balancer://x", List.of("http://file"), FILE);
    properties.put("torii.proxy-pass.x", "/ balancer://x");

    PropertiesReader.Rules rules = reader().apply(assembly);

    assertThat(rules.rules().get(0).target()).isEqualTo(new Target.Balanced("v/x", "/"));
    assertThat(rules.reverse().get(0).from()).isEqualTo("balancer://x/");
    assertThat(assembly.build().keySet()).containsExactly("v/x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "torii.balancer.x.lbmethod | byrequest | torii.balancer.x.lbmethod: lbmethod=byrequest: must"
            + " be byrequests, bytraffic, bybusyness or heartbeat (did you mean \"byrequests\"?).",
        "torii.balancer.x.stickysesion | S | torii.balancer.x.stickysesion: \"stickysesion\" is no"
            + " parameter of a balancer: did you mean \"stickysession\"?",
        "torii.balancer.x.route | a | torii.balancer.x.route: \"route\" is no parameter of a"
            + " balancer.",
        "torii.balancer.x.member | http://a | torii.balancer.x.member: \"member\" is no parameter of"
            + " a balancer: did you mean \"members\"?",
        "torii.balancer.y.growth | 3 | torii.balancer.y.growth: no balancer is called y: did you"
            + " mean \"x\"?",
        "torii.balancer.x.members | ajp://a | torii.balancer.x.members: ajp://a: AJP is not spoken,"
            + " use the HTTP connector of the same server instead (http://HOST:8080 unless it was"
            + " changed, in Tomcat and in WildFly).",
        "torii.balancer.x.members | http://a lodfactor=2 | torii.balancer.x.members: \"lodfactor\""
            + " is no parameter of a member: did you mean \"loadfactor\"?",
        "torii.balancer.x.members | http://a http://b | torii.balancer.x.members: BalancerMember"
            + " takes one URL and parameters in a <Proxy> section.",
        "torii.balancer.x.members | http://a \"route=b | torii.balancer.x.members: the quote \" is"
            + " not closed.",
        "torii.balancer.x.nonce | ${nothing} | torii.balancer.x.nonce: nothing has the name in ${nothing}:"
            + " set it, or write \\${ where a dollar sign and a brace are meant.",
        "torii.balancer.members | http://a | torii.balancer.members: there is no such property: write"
            + " torii.balancer.NAME.members or torii.balancer.NAME.PARAMETER.",
        "torii.proxy-pass.x | /app | torii.proxy-pass.x: ProxyPass takes a path and a URL outside of"
            + " a Location.",
        "torii.proxy-pass.x | /app balancer://z | torii.proxy-pass.x: balancer://z is not declared:"
            + " there is no <Proxy \"balancer://z\"> with members: did you mean \"x\"?",
        "torii.proxypass.x | /app http://h | torii.proxypass.x: there is no such property: did you"
            + " mean \"torii.proxy-pass.x\"?",
        "torii.balanser.x.members | http://h | torii.balanser.x.members: there is no such property:"
            + " did you mean \"torii.balancer.x.members\"?",
        "torii.config | f.conf | torii.config: there is no such property: did you mean"
            + " \"torii.conf\"?",
        "torii.nonsense.entirely | x | torii.nonsense.entirely: there is no such property.",
      })
  void aProblemNamesItsProperty(String name, String value, String message) {
    assembly.main().member("balancer://x", List.of("http://file"), FILE);
    properties.put(name, value);

    reader().apply(assembly);
    assembly.build();

    assertThat(errors()).containsExactly(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TORII_BALANCER_X_LBMETHOD | byrequest | TORII_BALANCER_X_LBMETHOD: lbmethod=byrequest: must"
            + " be byrequests, bytraffic, bybusyness or heartbeat (did you mean 'byrequests'?).",
        "TORII_BALANCER_X_GROTH | 3 | TORII_BALANCER_X_GROTH: 'groth' is no parameter of a balancer:"
            + " did you mean 'growth'?",
        "TORII_PROXY_PASS_A | /a | TORII_PROXY_PASS_A: ProxyPass takes a path and a URL outside of a"
            + " Location.",
        "TORII_CONFIG | /a | TORII_CONFIG: there is no such property: did you mean 'TORII_CONF'?",
        "TORII_PORTS_ | /a | TORII_PORTS_: there is no such property: did you mean 'TORII_PORTS'?",
      })
  void aProblemNamesItsVariable(String name, String value, String message) {
    assembly.main().member("balancer://x", List.of("http://file"), FILE);
    environment.put(name, value);

    reader().apply(assembly);
    assembly.build();

    assertThat(errors()).containsExactly(message.replace('\'', '"'));
  }

  @Test
  void whatKubernetesSetsForAServiceOfOurNameIsNobodysMistake() {
    environment.put("TORII_SERVICE_HOST", "10.0.0.1");
    environment.put("TORII_SERVICE_PORT", "80");
    environment.put("TORII_SERVICE_PORT_HTTP", "80");
    environment.put("TORII_PORT", "tcp://10.0.0.1:80");
    environment.put("TORII_PORT_80_TCP_ADDR", "10.0.0.1");
    environment.put("TORII_MANAGER_PORT_80_TCP", "tcp://10.0.0.1:80");

    reader().apply(assembly);

    assertThat(problems.all()).isEmpty();
  }

  @Test
  void singlePropertiesAreReadFromEitherSpelling() {
    environment.put("TORII_CONF", "/etc/torii/*.conf , other.conf,");
    environment.put("TORII_PORTS", "8080:80, 8443:443");
    environment.put("TORII_MANAGER_PATH", "/admin/lb/");
    properties.put("torii.listen", "8080, [::1]:8081 https");
    properties.put("torii.health.ready-without-members", "false");

    PropertiesReader reader = reader();

    assertThat(reader.directiveFiles()).containsExactly("/etc/torii/*.conf", "other.conf");
    assertThat(reader.listen()).containsExactly("8080", "[::1]:8081 https");
    assertThat(reader.ports()).containsExactlyInAnyOrderEntriesOf(Map.of(8080, 80, 8443, 443));
    assertThat(reader.manager(false)).isEqualTo(new ManagerConfig(Optional.of("/admin/lb"), false));
    reader.apply(assembly);
    assertThat(problems.all()).isEmpty();
  }

  @Test
  void withoutPropertiesTheDefaultsHold() {
    PropertiesReader reader = reader();

    assertThat(reader.directiveFiles()).isEmpty();
    assertThat(reader.listen()).isEmpty();
    assertThat(reader.ports()).isEmpty();
    assertThat(reader.manager(false))
        .isEqualTo(new ManagerConfig(Optional.of("/balancer-manager"), true));
    assertThat(reader.manager(true)).isEqualTo(new ManagerConfig(Optional.empty(), true));
    assertThat(problems.all()).isEmpty();
  }

  @Test
  void filesDecideWhereTheManagerIs() {
    properties.put("torii.manager.path", "/lb");

    assertThat(reader().manager(true).path()).isEmpty();
    assertThat(problems.all())
        .extracting(Problem::toString)
        .containsExactly(
            "torii.manager.path: has no effect with directive files: write SetHandler"
                + " balancer-manager in a <Location \"/lb\">.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "torii.ports | 8080 | torii.ports: \"8080\" is no pair of ports such as 8080:80.",
        "torii.ports | 8080:80,8080:81 | torii.ports: port 8080 is given twice.",
        "torii.ports | 8080:65536 | torii.ports: \"65536\" is no port from 1 to 65535.",
        "torii.ports | 0:80 | torii.ports: \"0\" is no port from 1 to 65535.",
        "torii.ports | a:80 | torii.ports: \"a\" is no port from 1 to 65535.",
        "torii.ports | 1:2:3 | torii.ports: \"1:2:3\" is no pair of ports such as 8080:80.",
        "torii.manager.path | lb | torii.manager.path: \"lb\" is no path such as"
            + " /balancer-manager.",
        "torii.manager.path | / | torii.manager.path: \"/\" is no path such as /balancer-manager.",
        "torii.manager.path | /a//b | torii.manager.path: \"/a//b\" is no path such as"
            + " /balancer-manager.",
        "torii.health.ready-without-members | yes | torii.health.ready-without-members: \"yes\" is"
            + " neither true nor false.",
      })
  void singlePropertiesAreChecked(String name, String value, String message) {
    properties.put(name, value);

    PropertiesReader reader = reader();
    reader.ports();
    reader.manager(false);

    assertThat(errors()).containsExactly(message);
  }

  @Test
  void theFileOfDefaultsHoldsWhatTheTableSays() throws IOException {
    java.util.Properties file = new java.util.Properties();
    try (InputStream in =
        PropertiesReader.class.getResourceAsStream("/META-INF/microprofile-config.properties")) {
      file.load(Objects.requireNonNull(in));
    }

    Map<Object, Object> expected = new HashMap<>();
    for (Property property : Property.all()) {
      if (!property.fallback().isEmpty()) {
        expected.put(property.name(), property.fallback());
      }
    }
    assertThat(file).containsExactlyInAnyOrderEntriesOf(expected);
  }

  private PropertiesReader reader() {
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

  private List<String> errors() {
    return problems.all().stream()
        .filter(p -> p.severity() == Problem.Severity.ERROR)
        .map(Problem::toString)
        .toList();
  }

  private BalancerConfig balancer(String key) {
    return get(assembly.build(), key);
  }

  private static BalancerConfig get(Map<String, BalancerConfig> built, String key) {
    return Objects.requireNonNull(built.get(key), key);
  }

  private static List<String> hosts(Map<String, BalancerConfig> built, String key) {
    return get(built, key).members().stream().map(MemberConfig::url).map(u -> u.host()).toList();
  }
}

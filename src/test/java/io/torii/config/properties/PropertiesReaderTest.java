package io.torii.config.properties;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.BalancerConfig;
import io.torii.config.ProxyRule;
import io.torii.config.ProxyRule.Target;
import io.torii.config.ReverseRule;
import io.torii.config.members.Scope;
import io.torii.directive.Origin;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PropertiesReaderTest extends PropertiesFixture {

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

  @Test
  void theReverseOfARuleDoublesNoSlash() {
    properties.put("torii.proxy-pass.a", "/a/ balancer://x/");
    properties.put("torii.proxy-pass.b", "/b/ balancer://x/y/");
    properties.put("torii.proxy-pass.c", "/c/ http://h/");
    properties.put("torii.proxy-pass.d", "/ balancer://x/");
    properties.put("torii.balancer.x.members", "http://m");

    assertThat(reader().apply(assembly).reverse())
        .extracting(r -> r.from() + " " + r.to())
        .containsExactly(
            "balancer://x/ /a", "balancer://x/y/ /b/", "http://h/ /c/", "balancer://x/ /");
  }
}

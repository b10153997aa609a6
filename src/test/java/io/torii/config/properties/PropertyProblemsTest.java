package io.torii.config.properties;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PropertyProblemsTest extends PropertiesFixture {

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
        "torii.threads | abc | torii.threads: \"abc\" is no whole number from 1 to 100000.",
        "torii.drain.delay | -1 | torii.drain.delay: \"-1\" is no whole number from 0 to 86400.",
        "torii.drain.timeout | 30s | torii.drain.timeout: \"30s\" is no whole number from 0 to"
            + " 86400.",
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
}

package io.torii.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BalancerPageTest {

  private final String page =
      new BalancerPage("/balancer-manager").render(BalancerView.all(new SampleGate().overview()));

  @Test
  void showsBalancersAndMembers() {
    assertThat(page)
        .startsWith("<!doctype html>\n<html lang=\"en\">")
        .endsWith("</body></html>\n")
        .contains("<h2>balancer://app</h2>", "<h2>http://10.0.0.9:8080/x</h2>")
        .contains(
            "host www.example.com \u00b7 method bytraffic \u00b7 sessions by JSESSIONID or"
                + " jsessionid \u00b7 further attempts 1 \u00b7 no failover of sessions \u00b7"
                + " site.conf:7")
        .contains(
            "<tr><td>http://a:8080</td><td class=\"out\">Init Err</td><td>app1</td><td>\u2013</td>"
                + "<td class=\"n\">2.5</td><td class=\"n\">0</td><td class=\"n\">1</td>"
                + "<td class=\"n\">1</td><td class=\"n\">12</td><td class=\"n\">4.2K</td></tr>")
        .contains(
            "Checked by GET /up every 1.5 s: 1 of 2 passes, 0 of 3 fails, last"
                + " 2026-01-01T00:00:07Z")
        .contains("<td class=\"up\">Init Ign Ok</td>");
  }

  @Test
  void escapesWhatItShows() {
    assertThat(page)
        .contains("http://&lt;script&gt;&quot;c&#39;&amp;:8080")
        .contains("Last error 2026-01-01T00:00:00Z: refused &lt;by&gt; it")
        .doesNotContain("<script", "<by>");
  }

  @Test
  void linksBelowItsPrefixAndLoadsNothing() {
    assertThat(new BalancerPage("/\"><i>").render(List.of()))
        .contains("<a href=\"/&quot;&gt;&lt;i&gt;/api/balancers\">api/balancers</a>")
        .contains("No balancer and no ProxyPass target is configured.");
    assertThat(page)
        .contains("<a href=\"/balancer-manager/metrics\">metrics</a>")
        .doesNotContain("src=", "url(", "@import", "<link", "onclick");
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "1023,1023",
    "1024,1.0K",
    "10240,10K",
    "1048576,1.0M",
    "9223372036854775807,8.0E"
  })
  void abbreviatesBytes(long bytes, String text) {
    assertThat(BalancerPage.bytes(bytes)).isEqualTo(text);
  }
}

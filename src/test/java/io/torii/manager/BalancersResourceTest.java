package io.torii.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BalancersResourceTest {

  private final List<BalancerView> all = BalancerView.all(new SampleGate().overview());

  @Test
  void showsAllInTheirOrder() {
    assertThat(all)
        .extracting(BalancerView::name)
        .containsExactly("app", "app", "http://10.0.0.9:8080/x");
    assertThat(all)
        .extracting(BalancerView::host)
        .containsExactly("www.example.com", "intern", "main");
    assertThat(all).extracting(BalancerView::plain).containsExactly(false, false, true);
  }

  @Test
  void idsAreOneSegmentAndUnique() {
    assertThat(all)
        .extracting(BalancerView::id)
        .containsExactly("www.example.com~app", "intern~app", "http:10.0.0.9:8080~x");
    assertThat(all.get(0).members()).extracting(MemberView::id).first().isEqualTo("http:a:8080");
  }

  @Test
  void jsonHasEveryFieldAndNullWhereThereIsNothing() {
    String json = new JsonFormat().getContext(BalancerView.class).toJson(all.get(0));

    assertThat(json)
        .isEqualTo(
            "{\"declaredAt\":\"site.conf:7\",\"forceRecovery\":false,\"host\":\"www.example.com\","
                + "\"key\":\"www.example.com/app\",\"maxAttempts\":1,\"memberWait\":1.5,"
                + "\"members\":["
                + "{\"busy\":1,\"bytesIn\":4321,\"bytesOut\":12,\"check\":{\"expression\":null,"
                + "\"fails\":0,\"failsNeeded\":3,\"interval\":1.5,"
                + "\"lastCheck\":\"2026-01-01T00:00:07Z\",\"method\":\"GET\",\"passes\":1,"
                + "\"passesNeeded\":2,\"uri\":\"/up\"},\"elected\":1,"
                + "\"errorSince\":\"2026-01-01T00:00:00Z\",\"flags\":[\"error\"],"
                + "\"lastError\":\"refused <by> it\",\"lastErrorAt\":\"2026-01-01T00:00:00Z\","
                + "\"lbset\":0,\"lbstatus\":0,\"redirect\":null,\"retries\":0,\"route\":\"app1\","
                + "\"status\":\"Init Err\",\"statusLetters\":\"E\",\"takesNewTraffic\":false,"
                + "\"url\":\"http://a:8080\",\"usable\":false,\"weight\":2.5},"
                + "{\"busy\":0,\"bytesIn\":0,\"bytesOut\":0,\"check\":null,\"elected\":0,"
                + "\"errorSince\":null,\"flags\":[\"disabled\"],\"lastError\":null,"
                + "\"lastErrorAt\":null,\"lbset\":1,\"lbstatus\":0,\"redirect\":null,"
                + "\"retries\":0,\"route\":\"app2\",\"status\":\"Init Dis\","
                + "\"statusLetters\":\"D\",\"takesNewTraffic\":false,\"url\":\"http://b:8080\","
                + "\"usable\":false,\"weight\":1}],"
                + "\"method\":\"bytraffic\",\"name\":\"app\",\"noFailover\":true,\"plain\":false,"
                + "\"stickiness\":{\"cookie\":\"JSESSIONID\",\"parameter\":\"jsessionid\","
                + "\"separator\":\".\"}}");
  }
}

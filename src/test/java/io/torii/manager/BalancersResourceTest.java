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
    String json = JsonFormat.text(all.get(0));
    String settings = "\"settings\":\\{[^}]*}";
    assertThat(
            json.replaceAll(settings, "\"settings\":{}")
                .replaceAll("\\\\\"[0-9a-f]{12}\\\\\"", "tag"))
        .isEqualTo(
            "{\"changes\":[],\"declaredAt\":\"site.conf:7\",\"etag\":\"tag\",\"forceRecovery\":false,"
                + "\"host\":\"www.example.com\",\"id\":\"www.example.com~app\","
                + "\"key\":\"www.example.com/app\",\"maxAttempts\":1,\"memberWait\":1.5,"
                + "\"members\":["
                + "{\"busy\":1,\"bytesIn\":4321,\"bytesOut\":12,\"certificate\":null,\"changes\":[],"
                + "\"check\":{\"expression\":null,\"fails\":0,\"failsNeeded\":3,\"history\":[],"
                + "\"interval\":1.5,\"lastCheck\":\"2026-01-01T00:00:07Z\",\"method\":\"GET\","
                + "\"passes\":1,\"passesNeeded\":2,\"uri\":\"/up\"},\"declaredAt\":\"test.conf:1\","
                + "\"drain\":null,\"elected\":1,\"errorSince\":\"2026-01-01T00:00:00Z\","
                + "\"errors\":0,\"etag\":\"tag\",\"flags\":[\"error\"],\"id\":\"http:a:8080\","
                + "\"lastError\":\"refused <by> it\",\"lastErrorAt\":\"2026-01-01T00:00:00Z\","
                + "\"latency\":null,\"lbset\":0,\"lbstatus\":0,\"pool\":null,\"redirect\":null,"
                + "\"retries\":0,\"route\":\"app1\",\"sessions\":0,\"settings\":{},"
                + "\"stateSince\":\"2026-01-01T00:00:00Z\",\"status\":\"Init Err\","
                + "\"statusLetters\":\"E\",\"takesNewTraffic\":false,\"url\":\"http://a:8080\","
                + "\"usable\":false,\"weight\":2.5},"
                + "{\"busy\":0,\"bytesIn\":0,\"bytesOut\":0,\"certificate\":null,\"changes\":[],"
                + "\"check\":null,\"declaredAt\":\"test.conf:1\",\"drain\":null,\"elected\":0,"
                + "\"errorSince\":null,\"errors\":0,\"etag\":\"tag\",\"flags\":[\"disabled\"],"
                + "\"id\":\"http:b:8080\",\"lastError\":null,\"lastErrorAt\":null,\"latency\":null,"
                + "\"lbset\":1,\"lbstatus\":0,\"pool\":null,\"redirect\":null,\"retries\":0,"
                + "\"route\":\"app2\",\"sessions\":0,\"settings\":{},"
                + "\"stateSince\":\"2026-01-01T00:00:00Z\",\"status\":\"Init Dis\","
                + "\"statusLetters\":\"D\",\"takesNewTraffic\":false,\"url\":\"http://b:8080\","
                + "\"usable\":false,\"weight\":1}],"
                + "\"method\":\"bytraffic\",\"name\":\"app\",\"noFailover\":true,\"plain\":false,"
                + "\"settings\":{},\"stickiness\":{\"cookie\":\"JSESSIONID\","
                + "\"parameter\":\"jsessionid\",\"separator\":\".\"}}");
  }
}

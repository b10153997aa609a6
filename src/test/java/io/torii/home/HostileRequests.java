package io.torii.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.home.HostileMember.Arrival;
import io.torii.ops.Spellings;
import io.torii.testkit.Backend;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;

/**
 * Requests that two servers might understand in two ways: what reaches the member is unambiguous,
 * or nothing does. Who refuses and with which status stands in the cases.
 */
abstract class HostileRequests extends HomeSuite {

  private final HostileMember hostile = new HostileMember();
  private final Backend member = member(hostile);

  /** All of them, whatever they are sent with. */
  abstract List<HostileCase> all();

  /** The versions of HTTP that are spoken, where the file must say so. */
  String protocols() {
    return "";
  }

  @Override
  protected Map<String, String> configuration() throws IOException {
    return directives(
        """
        Define MEMBER %s
        %s
        AllowEncodedSlashes NoDecode
        RequestHeader set X-Gate torii
        <LocationMatch ^/(app|raw)/secret>
          Require all denied
        </LocationMatch>
        <Location /app/small>
          LimitRequestBody 10
        </Location>
        <Location /kept>
          ProxyPreserveHost On
        </Location>
        ProxyPass /app/hole !
        ProxyPass /app ${MEMBER}/in
        ProxyPass /raw/hole !
        ProxyPass /raw ${MEMBER}/in nocanon
        ProxyPass /kept ${MEMBER}/in
        """
            .formatted(member.url(), protocols()));
  }

  /** Again, now that everything has arrived that will. */
  @AfterAll
  void nothingCameLate() {
    all().forEach(this::check);
    assertThat(hostile.arrivals())
        .allMatch(arrival -> all().stream().anyMatch(one -> arrival.target().contains(one.name())));
  }

  final void check(HostileCase hostileCase) {
    List<Arrival> arrivals =
        hostile.arrivals().stream()
            .filter(arrival -> arrival.target().contains(hostileCase.name()))
            .toList();
    List<String> allowed = new ArrayList<>(hostileCase.allowed(home().container()));
    if (readsOn(hostileCase)) {
      allowed.add("GET /in/" + hostileCase.name() + "/hidden");
      allowed.add("GET /in/" + hostileCase.name() + "/end");
    }
    for (Arrival arrival : arrivals) {
      assertThat(arrival.faults()).as(arrival.bytes()).isEmpty();
      if (arrival.whole()) {
        ours(arrival);
        String path = Spellings.asServersReadIt(arrival.target());
        assertThat(path).as(arrival.bytes()).matches("(?s)/in(?!/secret|/hole)(/.*)?");
        int index = 0;
        while (index < allowed.size() && !fits(arrival, allowed.get(index))) {
          index++;
        }
        assertThat(index).as(arrivals + " are not " + allowed).isLessThan(allowed.size());
        allowed.subList(0, index + 1).clear();
      }
    }
  }

  /**
   * Now and then Payara takes what comes behind a refusal for the next request, although the
   * connection should end: behind its own, or where the refusal is that no end is certain. That is
   * judged as any other.
   */
  private boolean readsOn(HostileCase hostileCase) {
    String outcome = hostileCase.outcome(Container.PAYARA);
    return home().container() == Container.PAYARA
        && (outcome.matches("\\d+")
            || (hostileCase.arriving().equals("-") && !outcome.equals(Limit.PASSES)));
  }

  /** What the member trusts comes from us, whatever the client has sent. */
  private void ours(Arrival arrival) {
    StrictHead head = arrival.head();
    assertThat(head.all("X-Gate")).as(arrival.bytes()).containsExactly("torii");
    assertThat(head.all("X-Forwarded-Proto")).containsExactly("http");
    assertThat(head.all("X-Forwarded-Port")).containsExactly(Integer.toString(port()));
    assertThat(head.all("X-Forwarded-Server")).hasSize(1);
    assertThat(head.all("X-Forwarded-Host").size()).isLessThanOrEqualTo(1);
    assertThat(head.all("X-Forwarded-For"))
        .as(arrival.bytes())
        .singleElement()
        .asString()
        .matches("(.*, )?127\\.0\\.0\\.1");
  }

  private static boolean fits(Arrival arrival, String allowed) {
    String[] parts = allowed.split(" Host: ", 2);
    if (parts.length > 1 && !arrival.bytes().contains("\r\nHost: " + parts[1] + "\r\n")) {
      return false;
    }
    return parts[0].endsWith(" *")
        ? arrival.summary().startsWith(parts[0].replace("*", ""))
        : arrival.summary().equals(parts[0]);
  }
}

package io.torii.home;

import static io.torii.home.TlsPlace.API;
import static io.torii.home.TlsPlace.WWW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.torii.ops.Load;
import io.torii.testkit.Browser;
import io.torii.testkit.Browser.Answer;
import io.torii.testkit.TestTls;
import io.torii.testkit.TlsClient;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Certificates that are renewed while clients keep asking. */
abstract class TlsRenewal extends TlsFixture {

  private static final Duration SOON = Duration.ofSeconds(20);

  /** As certbot does it. Nobody tries anything twice, unless the server closes connections. */
  @Test
  void aRenewalUnderLoadLosesNeitherRequestNorConnection() throws Exception {
    X509Certificate old = www().certificate();
    try (Browser keptOne = http1();
        Browser keptTwo = http2();
        TlsClient kept = raw().named(WWW).connect();
        Load one = Load.of(1, patient(asking(http1())), "HTTP/1.1 200 member");
        Load two = Load.of(1, patient(asking(http2())), "HTTP/2.0 200 member");
        Load fresh = Load.of(1, patient(this::anew), "HTTP/1.1 200 member")) {
      List<Load> all = List.of(one, two, fresh);
      int first = keptOne.get(url(WWW, "/")).ownPort();
      int second = keptTwo.get(url(WWW, "/")).ownPort();
      goOn(all);
      TestTls renewed = renew(WWW);
      await()
          .atMost(SOON)
          .ignoreExceptions()
          .until(() -> raw().named(WWW).certificate().equals(renewed.certificate()));
      if (choosesByName()) {
        TestTls other = renew(API);
        await()
            .atMost(SOON)
            .until(() -> raw().named(API).certificate().equals(other.certificate()));
        assertThat(raw().named(WWW).certificate()).isEqualTo(renewed.certificate());
      }
      goOn(all);
      if (keepsConnections()) {
        assertThat(kept.get(WWW, "/")).endsWith("\nmember");
        assertThat(kept.certificate()).isEqualTo(old);
        assertThat(keptOne.get(url(WWW, "/")).ownPort()).isEqualTo(first);
        assertThat(keptTwo.get(url(WWW, "/")).ownPort()).isEqualTo(second);
      } else {
        assertThatThrownBy(() -> kept.get(WWW, "/")).isInstanceOf(IOException.class);
      }
      for (Load load : all) {
        assertThat(load.stop()).isEmpty();
      }
    }
  }

  private Callable<String> asking(Browser browser) {
    Browser closed = closing(browser);
    return () -> {
      Answer answer = closed.get(url(WWW, "/load"));
      return answer.protocol() + " " + answer.status() + " " + answer.body();
    };
  }

  private String anew() throws IOException {
    try (TlsClient client = raw().named(WWW).connect()) {
      return client.get(WWW, "/load").replaceFirst(" 200.*\n", " 200 ");
    }
  }

  /**
   * Where connections are closed, as browsers do it: what may be asked again is (RFC 9110 §9.2.2).
   */
  private Callable<String> patient(Callable<String> request) {
    return keepsConnections()
        ? request
        : () ->
            await()
                .atMost(SOON)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(request, answer -> true);
  }

  private static void goOn(List<Load> loads) {
    for (Load load : loads) {
      int before = load.served();
      await().atMost(SOON).until(() -> load.served() > before + 10);
    }
  }
}

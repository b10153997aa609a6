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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Certificates that are renewed while clients keep asking. */
abstract class TlsRenewal extends TlsTrailers {

  private static final Duration SOON = Duration.ofSeconds(20);

  private final Patience patience = new Patience();

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
      renewAndAwait(all);
      goOn(all);
      if (holds(TlsLimit.CONNECTIONS)) {
        assertThat(kept.get(WWW, "/")).endsWith("\nmember");
        assertThat(kept.certificate()).isEqualTo(old);
        assertThat(keptOne.get(url(WWW, "/")).ownPort()).isEqualTo(first);
        assertThat(keptTwo.get(url(WWW, "/")).ownPort()).isEqualTo(second);
      } else {
        assertThatThrownBy(() -> kept.get(WWW, "/")).isInstanceOf(IOException.class);
        assertThat(patience.again()).isPositive();
      }
      List<String> failures = new ArrayList<>();
      for (Load load : all) {
        failures.addAll(load.stop());
      }
      Matrix.add(
          title(),
          "renewal under load: %d requests, failed: %d, asked again while listeners started: %d"
              .formatted(
                  all.stream().mapToInt(Load::served).sum(), failures.size(), patience.again()));
      assertThat(failures).isEmpty();
    }
  }

  /** Renews all that it has. Where listeners are started anew, they are back at the end. */
  private void renewAndAwait(List<Load> loads) throws Exception {
    patience.begin();
    TestTls renewed = renew(WWW);
    await()
        .atMost(SOON)
        .ignoreExceptionsMatching(e -> !holds(TlsLimit.CONNECTIONS))
        .until(() -> raw().named(WWW).certificate().equals(renewed.certificate()));
    if (holds(TlsLimit.BY_NAME)) {
      TestTls other = renew(API);
      await().atMost(SOON).until(() -> raw().named(API).certificate().equals(other.certificate()));
      assertThat(raw().named(WWW).certificate()).isEqualTo(renewed.certificate());
    }
    // The listeners are not back when the hook is; and each client learns only by asking that the
    // connection it has kept is closed.
    for (Load load : loads) {
      int before = load.served();
      await().atMost(SOON).until(() -> load.served() > before);
    }
    patience.end();
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

  /** Only where connections are closed. */
  private Callable<String> patient(Callable<String> request) {
    return holds(TlsLimit.CONNECTIONS) ? request : patience.with(request);
  }

  private static void goOn(List<Load> loads) {
    for (Load load : loads) {
      int before = load.served();
      await().atMost(SOON).until(() -> load.served() > before + 10);
    }
  }
}

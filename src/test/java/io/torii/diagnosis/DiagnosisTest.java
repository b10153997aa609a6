package io.torii.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.torii.balancer.Balancers;
import io.torii.balancer.TimeSource;
import io.torii.config.ProxyConfig;
import io.torii.config.directives.Conf;
import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How findings are gathered. */
class DiagnosisTest {

  @TempDir Path folder;

  @Test
  void everyCheckHasANameOfItsOwn() {
    assertThat(Checks.all()).hasSizeGreaterThanOrEqualTo(24);
    assertThat(Checks.all()).extracting(Check::name).doesNotHaveDuplicates();
    assertThat(Checks.all())
        .allSatisfy(check -> assertThat(check.name()).matches("[a-z]+(-[a-z]+)*"));
  }

  @Test
  void theWorstComesFirstAndTheOrderIsThatOfTheConfiguration() throws Exception {
    try (Backend backend = Backend.start(Script.ok("here"));
        Running running =
            Running.with(
                folder,
                "<Proxy balancer://b>",
                "BalancerMember " + backend.url() + " route=x",
                "BalancerMember http://127.0.0.1:" + Backend.refusingPort(),
                "ProxySet stickysession=S",
                "</Proxy>",
                "<Proxy balancer://a>",
                "BalancerMember http://127.0.0.1:" + Backend.refusingPort(),
                "</Proxy>",
                "ProxyPass /a balancer://a/",
                "ProxyPass /b balancer://b/")) {
      List<Finding> first = running.diagnose().findings();
      assertThat(first).extracting(Finding::severity).isSorted();
      assertThat(first)
          .filteredOn(f -> f.check().equals("connection-refused"))
          .extracting(f -> f.subject().balancer())
          .containsExactly("balancer://a", "balancer://b");
      assertThat(running.diagnose().findings())
          .extracting(Finding::check)
          .isEqualTo(first.stream().map(Finding::check).toList());

      assertThat(running.diagnose("a").findings())
          .extracting(f -> f.subject().balancer())
          .containsOnly("balancer://a");
      assertThatThrownBy(() -> running.diagnose("nobody"))
          .isInstanceOf(UnknownBalancerException.class)
          .hasMessage("There is no balancer nobody.");
    }
  }

  /** One that fails for a reason of our own takes no other with it. */
  @ParameterizedTest
  @ValueSource(classes = {IllegalStateException.class, NoClassDefFoundError.class})
  void nothingIsThrown(Class<? extends Throwable> fault) throws Exception {
    try (Backend backend = Backend.start(Script.ok("here"))) {
      ProxyConfig config =
          Conf.of(
                  "SSLProxyEngine On",
                  "ProxyPass /a https://127.0.0.1:" + backend.port() + "/",
                  "ProxyPass /b " + backend.url() + "/")
              .config();
      Balancers balancers = new Balancers(TimeSource.system(), new Random(1));
      balancers.apply(config.balancers().values(), null);
      Scene.Secure broken =
          (settings, socket, name, port) -> {
            throw thrown(fault);
          };
      Scene scene = Scene.of(config, balancers.current().values(), false, broken, Optional.empty());
      List<Finding> found = new Diagnosis().run(scene, Optional.empty());
      assertThat(found)
          .extracting(Finding::severity)
          .containsExactly(Severity.WARNING, Severity.OK);
      assertThat(found.get(0).check()).isEqualTo("answer");
      assertThat(found.get(0).subject().member()).startsWith("https://");
      assertThat(found.get(0).evidence()).contains("a fault of our own");
    }
  }

  /** What was found until then is told, and what was not looked at. */
  @Test
  void whoeverBreaksItOffHearsOfIt() throws Exception {
    try (Backend backend = Backend.start(Script.silent())) {
      ProxyConfig config = Conf.of("ProxyPass / " + backend.url() + "/").config();
      Thread.currentThread().interrupt();
      Looked looked = Looked.at(config, Duration.ofSeconds(30));
      assertThat(Thread.interrupted()).isTrue();
      assertThat(looked.only("answer", Severity.WARNING).cause()).contains("broken off");
      assertThat(looked.faults().get(0).subject().member()).isEqualTo(backend.url());
    }
  }

  private static RuntimeException thrown(Class<? extends Throwable> fault) {
    if (fault == IllegalStateException.class) {
      return new IllegalStateException("a fault of our own");
    }
    throw new NoClassDefFoundError("a fault of our own");
  }
}

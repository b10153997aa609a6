package io.torii.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eclipse.microprofile.health.HealthCheckResponse.Status.DOWN;
import static org.eclipse.microprofile.health.HealthCheckResponse.Status.UP;

import io.torii.manager.SampleGate;
import org.junit.jupiter.api.Test;

class ProbesTest {

  private final SampleGate gate = new SampleGate();

  @Test
  void readyNamesTheEligibleMembersOfEachBalancer() {
    assertThat(new ReadyProbe(gate).call().getStatus()).isEqualTo(UP);
    assertThat(new ReadyProbe(gate).call().getData().orElseThrow())
        .containsEntry("loaded", true)
        .containsEntry("draining", false)
        .containsEntry("www.example.com/app", "0 of 2 members eligible")
        .containsEntry("intern/app", "1 of 1 members eligible: http://<script>\"c'&:8080")
        .containsEntry("http://10.0.0.9:8080/x", "1 of 1 members eligible: http://10.0.0.9:8080/x");
  }

  @Test
  void readyOnlyWhileLoadedAndNotDraining() {
    assertThat(new ReadyProbe(gate.draining(true)).call().getStatus()).isEqualTo(DOWN);
    assertThat(new ReadyProbe(gate.draining(false).loaded(false)).call().getStatus())
        .isEqualTo(DOWN);
  }

  @Test
  void readyWithoutMembersIsAChoice() {
    assertThat(new ReadyProbe(gate.readyWithoutMembers(false)).call().getStatus()).isEqualTo(DOWN);
  }

  @Test
  void startedOnceLoadedAndAliveAlways() {
    assertThat(new StartedProbe(gate).call().getStatus()).isEqualTo(UP);
    assertThat(new StartedProbe(gate.loaded(false)).call().getStatus()).isEqualTo(DOWN);
    assertThat(new LiveProbe().call().getStatus()).isEqualTo(UP);
  }
}

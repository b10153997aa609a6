package io.torii.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.torii.diagnosis.Diagnosed;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.NotSupportedException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DiagnosisResourceTest {

  private static final String JSON = "application/json; charset=utf-8";

  private static Optional<String> asked(@Nullable String type, @Nullable String body) {
    return DiagnosisResource.balancer(type, body);
  }

  @Test
  void everythingOrOneBalancer() {
    assertThat(asked(null, null)).isEmpty();
    assertThat(asked(null, "")).isEmpty();
    assertThat(asked(JSON, "{}")).isEmpty();
    assertThat(asked(JSON, "{\"balancer\": null}")).isEmpty();
    assertThat(asked(JSON, "{\"balancer\": \"app\"}")).hasValue("app");
  }

  @Test
  void jsonHasEveryField() {
    DiagnosisView view = DiagnosisView.of(Instant.EPOCH, 0.25, Diagnosed.by(Optional.empty()));
    String json = new JsonFormat().getContext(DiagnosisView.class).toJson(view);
    assertThat(json)
        .isEqualTo(
            "{\"findings\":[{\"balancer\":null,\"cause\":\"It is so.\",\"check\":\"name\","
                + "\"evidence\":\"seen\",\"member\":null,\"remedy\":\"Do that.\","
                + "\"severity\":\"warning\",\"subject\":\"everything\"}],\"ranAt\":\"1970-01-01T00:00:00Z\","
                + "\"took\":0.25}");
  }

  @Test
  void whatItDoesNotUnderstandIsRefused() {
    for (String body : List.of("{", "[]", "{\"balancer\": 1}", "{\"name\": \"app\"}")) {
      assertThatThrownBy(() -> asked(JSON, body)).as(body).isInstanceOf(BadRequestException.class);
    }
    assertThatThrownBy(() -> asked("application/x-www-form-urlencoded", "a=b"))
        .isInstanceOf(NotSupportedException.class);
  }
}

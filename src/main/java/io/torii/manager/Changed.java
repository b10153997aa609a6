package io.torii.manager;

import jakarta.ws.rs.core.Response;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Answers to changes: what is now, or would be, and what is to be minded since. */
final class Changed {

  private static final String WARNINGS = "warnings";

  private Changed() {}

  /** A view of what was changed, and {@code warnings} beside its fields. */
  static Map<String, @Nullable Object> of(Record view, List<String> warnings) {
    Map<String, @Nullable Object> fields = new TreeMap<>();
    for (RecordComponent component : view.getClass().getRecordComponents()) {
      try {
        fields.put(component.getName(), component.getAccessor().invoke(view));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("a view hides " + component, e);
      }
    }
    fields.put(WARNINGS, warnings);
    return fields;
  }

  /** Of something that is gone: nothing is left to be shown but, of a dry run, the warnings. */
  static Response gone(boolean trial, Changing.Made made) {
    return trial
        ? Response.ok(Map.of(WARNINGS, made.warnings())).build()
        : Response.noContent().build();
  }
}

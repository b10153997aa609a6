package io.torii.http;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Header fields in their order, repeated names kept apart (RFC 9110 §5.3). Names are compared
 * without regard to case and keep the spelling in which they came. Not safe for several threads.
 */
public final class Headers implements Iterable<Headers.Field> {

  /** One field line. */
  public record Field(String name, String value) {}

  private final List<Field> fields;

  public Headers() {
    fields = new ArrayList<>(24);
  }

  private Headers(List<Field> fields) {
    this.fields = new ArrayList<>(fields);
  }

  public Headers copy() {
    return new Headers(fields);
  }

  /** Appends a field line, whether or not the name is there already. */
  public void add(String name, String value) {
    fields.add(new Field(name, value));
  }

  /** Replaces every line of that name by one, at the place of the first. */
  public void set(String name, String value) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equalsIgnoreCase(name)) {
        fields.set(i, new Field(name, value));
        for (int j = fields.size() - 1; j > i; j--) {
          if (fields.get(j).name().equalsIgnoreCase(name)) {
            fields.remove(j);
          }
        }
        return;
      }
    }
    add(name, value);
  }

  /** The value of Content-Length; -1 if there is none, or none that is a number. */
  public long contentLength() {
    String value = get("Content-Length");
    try {
      return value == null ? -1 : Long.parseLong(value.strip());
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  public void remove(String name) {
    fields.removeIf(f -> f.name().equalsIgnoreCase(name));
  }

  public void removeIf(Predicate<Field> condition) {
    fields.removeIf(condition);
  }

  /** Rewrites the value of every line of that name, one line at a time. */
  public void edit(String name, UnaryOperator<String> edit) {
    fields.replaceAll(
        f -> f.name().equalsIgnoreCase(name) ? new Field(f.name(), edit.apply(f.value())) : f);
  }

  /** The first value of that name, or null: for the hot path, where no Optional is wanted. */
  public @Nullable String get(String name) {
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      if (field.name().equalsIgnoreCase(name)) {
        return field.value();
      }
    }
    return null;
  }

  public boolean contains(String name) {
    return get(name) != null;
  }

  /** Every value of that name, in order. */
  public List<String> all(String name) {
    if (!contains(name)) {
      return List.of();
    }
    List<String> values = new ArrayList<>(2);
    for (Field field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        values.add(field.value());
      }
    }
    return values;
  }

  /** All values of that name joined by {@code ", "} (RFC 9110 §5.2). */
  public Optional<String> joined(String name) {
    List<String> values = all(name);
    return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
  }

  public int size() {
    return fields.size();
  }

  public void clear() {
    fields.clear();
  }

  @Override
  public Iterator<Field> iterator() {
    return fields.iterator();
  }

  @Override
  public String toString() {
    return fields.toString();
  }
}

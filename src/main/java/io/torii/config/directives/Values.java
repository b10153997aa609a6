package io.torii.config.directives;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The single values that one server or section has written. What it has not written it takes from
 * the one around it: httpd's inheritance.
 */
final class Values {

  private final @Nullable Values outer;
  private final Map<Key<?>, Object> written = new HashMap<>();

  /** Values of the main server. */
  Values() {
    this(null);
  }

  private Values(@Nullable Values outer) {
    this.outer = outer;
  }

  /** Values of something inside, which inherits these. */
  Values inner() {
    return new Values(this);
  }

  <T> void put(Key<T> key, T value) {
    written.put(key, value);
  }

  /** What is written here or further out. */
  <T> Optional<T> find(Key<T> key) {
    Object value = written.get(key);
    if (value != null) {
      return Optional.of(key.type().cast(value));
    }
    return outer == null ? Optional.empty() : outer.find(key);
  }

  /** What holds: what is written here or further out, else the initial value. */
  <T> T get(Key<T> key) {
    Optional<T> found = find(key);
    if (found.isPresent()) {
      return found.get();
    }
    T initial = key.initial();
    if (initial == null) {
      throw new IllegalStateException(key.directive() + " has no initial value");
    }
    return initial;
  }

  boolean isEmpty() {
    return written.isEmpty();
  }
}

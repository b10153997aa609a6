package io.torii.config.members;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Values of parameters that were written; what is not here was not. */
final class ParameterValues {

  private record Entry<T>(Parameter<T> parameter, T value, String text) {
    Entry<T> after(Entry<?> earlier) {
      // the same slot has the same type
      @SuppressWarnings("unchecked")
      T before = (T) earlier.value;
      T both = parameter.type().combine(before, value);
      boolean joined = !both.equals(value);
      return new Entry<>(parameter, both, joined ? earlier.text + text : text);
    }
  }

  private final Map<String, Entry<?>> bySlot = new LinkedHashMap<>();

  <T> Optional<T> get(Parameter<T> parameter) {
    Entry<?> entry = bySlot.get(parameter.slot());
    if (entry == null) {
      return Optional.empty();
    }
    // put() only takes a value of its parameter's type
    @SuppressWarnings("unchecked")
    T value = (T) entry.value;
    return Optional.of(value);
  }

  /** Sets a value that nobody has written; an earlier one of the same slot is gone. */
  <T> void put(Parameter<T> parameter, T value) {
    put(parameter, value, String.valueOf(value));
  }

  /**
   * Sets a value; an earlier one of the same slot is gone.
   *
   * @param text as it was written
   */
  <T> void put(Parameter<T> parameter, T value, String text) {
    bySlot.put(parameter.slot(), new Entry<>(parameter, value, text));
  }

  /** How the value of a slot was written; empty if it was not. */
  String text(Parameter<?> parameter) {
    Entry<?> entry = bySlot.get(parameter.slot());
    return entry == null ? "" : entry.text;
  }

  /** Sets all of {@code later}, as a further ProxySet does. */
  void add(ParameterValues later) {
    later.bySlot.forEach(
        (slot, entry) -> {
          Entry<?> earlier = bySlot.get(slot);
          bySlot.put(slot, earlier == null ? entry : entry.after(earlier));
        });
  }

  /** Sets all of {@code later} in place of what was there. */
  void replace(ParameterValues later) {
    bySlot.putAll(later.bySlot);
  }

  /** Has a parameter as if nobody had written it. */
  void remove(Parameter<?> parameter) {
    bySlot.remove(parameter.slot());
  }

  /** Takes from {@code fallback} what is not set here. */
  void inherit(ParameterValues fallback) {
    fallback.bySlot.forEach(bySlot::putIfAbsent);
  }

  ParameterValues copy() {
    ParameterValues copy = new ParameterValues();
    copy.bySlot.putAll(bySlot);
    return copy;
  }

  /** The parameters that are set. */
  Iterable<Parameter<?>> parameters() {
    return bySlot.values().stream().<Parameter<?>>map(Entry::parameter).toList();
  }

  boolean isEmpty() {
    return bySlot.isEmpty();
  }
}

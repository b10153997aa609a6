package io.torii.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** All samples of a run, by load and contestant, in the order of their rounds. */
final class Results {

  private final Map<Load, Map<String, List<Sample>>> samples = new LinkedHashMap<>();
  private final Map<String, Double> allocated = new LinkedHashMap<>();
  private final Map<String, Tunnels.Outcome> tunnels = new LinkedHashMap<>();
  private final Map<String, Long> peaks = new LinkedHashMap<>();

  void add(Load load, String contestant, Sample sample) {
    samples
        .computeIfAbsent(load, l -> new LinkedHashMap<>())
        .computeIfAbsent(contestant, c -> new ArrayList<>())
        .add(sample);
  }

  Set<Load> loads() {
    return samples.keySet();
  }

  Set<String> contestants(Load load) {
    return samples.getOrDefault(load, Map.of()).keySet();
  }

  List<Sample> of(Load load, String contestant) {
    return samples.getOrDefault(load, Map.of()).getOrDefault(contestant, List.of());
  }

  /**
   * The median of the rounds' own ratios: two rounds that stand side by side have met the same
   * noise. Empty if one of the two did not take part.
   */
  Optional<Median> ratio(
      Load load, String contestant, Load otherLoad, String other, ToDoubleFunction<Sample> figure) {
    List<Sample> above = of(load, contestant);
    List<Sample> below = of(otherLoad, other);
    int rounds = Math.min(above.size(), below.size());
    if (rounds == 0) {
      return Optional.empty();
    }
    double[] ratios = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      ratios[i] = figure.applyAsDouble(above.get(i)) / figure.applyAsDouble(below.get(i));
    }
    return Optional.of(Median.of(ratios));
  }

  void allocated(String contestant, double bytesPerRequest) {
    allocated.put(contestant, bytesPerRequest);
  }

  Optional<Double> allocated(String contestant) {
    return Optional.ofNullable(allocated.get(contestant));
  }

  void tunnels(String contestant, Tunnels.Outcome outcome) {
    tunnels.put(contestant, outcome);
  }

  Map<String, Tunnels.Outcome> tunnels() {
    return tunnels;
  }

  void peak(String contestant, long kib) {
    peaks.put(contestant, kib);
  }

  Optional<Long> peak(String contestant) {
    return Optional.ofNullable(peaks.get(contestant));
  }
}

package io.torii.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The middle of several rounds, and how far they spread.
 *
 * @param value the median
 * @param low the least
 * @param high the greatest
 */
record Median(double value, double low, double high) {

  static Median of(List<Sample> samples, ToDoubleFunction<Sample> figure) {
    return of(samples.stream().mapToDouble(figure).toArray());
  }

  static Median of(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    double middle = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    return new Median(middle, sorted[0], sorted[sorted.length - 1]);
  }
}

package io.torii.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/**
 * Header fields against the simplest thing that they could be, dates and addresses there and back.
 */
class FieldPropertiesTest {

  private record Step(int kind, String name, String value) {}

  @Provide
  Arbitrary<Step> steps() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 3),
            Arbitraries.of("A", "a", "B", "b", "Ab", "aB"),
            Arbitraries.of("", "1", "2"))
        .as(Step::new);
  }

  private static boolean same(Headers.Field field, Step step) {
    return field.name().toLowerCase(Locale.ROOT).equals(step.name().toLowerCase(Locale.ROOT));
  }

  private static void simply(List<Headers.Field> fields, Step step) {
    List<Headers.Field> named = fields.stream().filter(f -> same(f, step)).toList();
    Headers.Field made = new Headers.Field(step.name(), step.value());
    switch (step.kind()) {
      case 0 -> fields.add(made);
      case 1 -> fields.removeAll(named);
      case 2 -> {
        int at = named.isEmpty() ? fields.size() : fields.indexOf(named.get(0));
        fields.removeAll(named);
        fields.add(at, made);
      }
      default ->
          fields.replaceAll(
              f -> same(f, step) ? new Headers.Field(f.name(), f.value() + step.value()) : f);
    }
  }

  private static void really(Headers headers, Step step) {
    switch (step.kind()) {
      case 0 -> headers.add(step.name(), step.value());
      case 1 -> headers.remove(step.name());
      case 2 -> headers.set(step.name(), step.value());
      default -> headers.edit(step.name(), value -> value + step.value());
    }
  }

  @Property(tries = 500)
  void fieldsAreAListWhoseNamesHaveNoCase(@ForAll @Size(max = 15) List<@From("steps") Step> steps) {
    Headers headers = new Headers();
    List<Headers.Field> fields = new ArrayList<>();
    for (Step step : steps) {
      Headers before = headers.copy();
      List<Headers.Field> untouched = List.copyOf(fields);
      really(headers, step);
      simply(fields, step);
      assertThat(headers).containsExactlyElementsOf(fields);
      assertThat(before).containsExactlyElementsOf(untouched);
      List<String> values =
          fields.stream().filter(f -> same(f, step)).map(Headers.Field::value).toList();
      assertThat(headers.all(step.name())).isEqualTo(values);
      assertThat(headers.get(step.name())).isEqualTo(values.isEmpty() ? null : values.get(0));
    }
  }

  /** From 1970 to 2069: the years that two digits can mean. */
  @Property(tries = 300)
  void aDateIsTheSameInEachOfItsForms(
      @ForAll @LongRange(min = 0, max = 3_155_759_999L) long second) {
    Instant instant = Instant.ofEpochSecond(second);
    String current = HttpDate.format(instant);
    assertThat(HttpDate.parse(current)).hasValue(instant);
    for (String form : List.of("EEEE, dd-MMM-yy HH:mm:ss 'GMT'", "EEE MMM ppd HH:mm:ss yyyy")) {
      String obsolete =
          DateTimeFormatter.ofPattern(form, Locale.ENGLISH)
              .withZone(ZoneOffset.UTC)
              .format(instant);
      assertThat(HttpDate.normalize(obsolete)).isEqualTo(current);
    }
    assertThat(HttpDate.normalize(current)).isEqualTo(current);
  }

  @Property(tries = 300)
  void whatIsNoDateStaysAsItIs(@ForAll @StringLength(max = 30) String text) {
    assertThat(HttpDate.parse(text)).isEmpty();
    assertThat(HttpDate.normalize(text)).isEqualTo(text);
  }

  @Property(tries = 500)
  void anAddressIsReadAsWhatWasWritten(
      @ForAll @Size(value = 8) List<@From("groups") Integer> groups) throws UnknownHostException {
    byte[] bytes = new byte[16];
    for (int i = 0; i < 8; i++) {
      bytes[2 * i] = (byte) (groups.get(i) >> 8);
      bytes[2 * i + 1] = (byte) groups.get(i).intValue();
    }
    InetAddress address = InetAddress.getByAddress(bytes);
    Assume.that(address instanceof Inet6Address); // a mapped one is of the other kind
    String text = AddressText.of(address);
    assertThat(InetAddress.getByName(text)).isEqualTo(address);
    assertThat(text).isEqualTo(text.toLowerCase(Locale.ROOT)).hasSizeLessThan(40);
    // RFC 5952 §4.1, §4.2.2
    assertThat(text).doesNotContainPattern("(^|:)0[0-9a-f]");
    assertThat(text.contains("::")).isEqualTo(twoZeros(groups));
  }

  private static boolean twoZeros(List<Integer> groups) {
    for (int i = 1; i < groups.size(); i++) {
      if (groups.get(i) == 0 && groups.get(i - 1) == 0) {
        return true;
      }
    }
    return false;
  }

  @Provide
  Arbitrary<Integer> groups() {
    return Arbitraries.of(0, 0, 0, 1, 0x10, 0xabc, 0xffff, 0x2001);
  }
}

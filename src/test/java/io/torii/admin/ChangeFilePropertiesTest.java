package io.torii.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.MemberStatus;
import io.torii.config.change.Author;
import io.torii.config.change.Difference;
import io.torii.config.change.Differences;
import io.torii.config.change.Edit;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever somebody has changed is found again after a restart. */
class ChangeFilePropertiesTest {

  /** Everything that JSON, UTF-8 and lines are tripped up by, halves of characters included. */
  private static Arbitrary<String> text() {
    return Arbitraries.oneOf(
        Arbitraries.strings()
            .withChars("a\"\\/{}[]:,'<&\n\r\t\b\f\0\u001f\u007f\u2028")
            .ofMaxLength(12),
        Arbitraries.strings()
            .withChars('\ud7ff', '\ud83d', '\ude00', '\udfff', '\ufeff', '\uffff')
            .ofMaxLength(6),
        Arbitraries.strings().all().ofMaxLength(12));
  }

  private static Arbitrary<Edit> edit() {
    Arbitrary<MemberStatus> flag =
        Arbitraries.of(MemberStatus.class)
            .filter(f -> f != MemberStatus.ERROR && f != MemberStatus.CHECK_FAILED);
    return Arbitraries.oneOf(
        Combinators.combine(text(), text(), text()).as(Edit.SetBalancer::new),
        Combinators.combine(text(), text(), text(), text()).as(Edit.SetMember::new),
        Combinators.combine(text(), text(), flag, Arbitraries.of(true, false))
            .as(Edit.SetFlag::new),
        Combinators.combine(text(), text()).as(Edit.AddMember::new),
        Combinators.combine(text(), text()).as(Edit.RemoveMember::new),
        text().map(Edit.AddBalancer::new),
        text().map(Edit.RemoveBalancer::new),
        text().map(Edit.AddRule::new),
        Combinators.combine(text(), text()).as(Edit.AddRule::new),
        Combinators.combine(text(), text()).as(Edit.RemoveRule::new));
  }

  private static Arbitrary<Author> author() {
    Arbitrary<Instant> at =
        Combinators.combine(
                Arbitraries.longs()
                    .between(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond()),
                Arbitraries.integers().between(0, 999_999_999))
            .as((seconds, nanos) -> Instant.ofEpochSecond(seconds, nanos));
    return Combinators.combine(text(), text(), at).as(Author::new);
  }

  @Provide
  Arbitrary<Differences> differences() {
    Arbitrary<Difference> one =
        Combinators.combine(edit(), text().optional(), author())
            .as((edit, configured, author) -> new Difference("", edit, configured, author));
    return Combinators.combine(one.list().ofMaxSize(8), Arbitraries.longs())
        .as(
            (all, last) -> {
              List<Difference> named = new ArrayList<>();
              for (Difference d : all) {
                named.add(new Difference("c" + named.size(), d.edit(), d.configured(), d.author()));
              }
              return new Differences(named, last);
            });
  }

  @Property(tries = 200)
  void whatIsWrittenCanBeReadAgain(@ForAll("differences") Differences differences) {
    byte[] written = ChangeFile.text(differences).getBytes(StandardCharsets.UTF_8);
    assertThat(ChangeFile.differences(new String(written, StandardCharsets.UTF_8)))
        .isEqualTo(differences);
  }

  @Property(tries = 200)
  void noValueCanForgeALine(@ForAll("differences") Differences differences) {
    assertThat(
            ChangeFile.text(differences)
                .lines()
                .filter(line -> line.strip().startsWith("\"kind\"")))
        .hasSize(differences.all().size());
  }
}

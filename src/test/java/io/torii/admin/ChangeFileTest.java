package io.torii.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.torii.config.MemberStatus;
import io.torii.config.change.Author;
import io.torii.config.change.Difference;
import io.torii.config.change.Differences;
import io.torii.config.change.Edit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeFileTest {

  private static final Author ALICE = new Author("alice", "127.0.0.1", Instant.EPOCH);
  private static final String X = "main/x";
  private static final String A = "http://a:8080";

  @TempDir Path folder;
  private Path path;
  private ChangeFile file;

  @BeforeEach
  void name() {
    path = folder.resolve("changes.json");
    file = new ChangeFile(path);
  }

  private static Differences oneOfEach() {
    List<Edit> edits =
        List.of(
            new Edit.SetBalancer(X, "lbmethod", "bybusyness"),
            new Edit.SetMember(X, A, "route", "r1"),
            new Edit.SetFlag(X, A, MemberStatus.DRAIN, true),
            new Edit.SetFlag(X, A, MemberStatus.HOT_SPARE, false),
            new Edit.AddMember(X, "http://c:1"),
            new Edit.RemoveMember(X, "http://b:8080"),
            new Edit.AddBalancer("main/y"),
            new Edit.RemoveBalancer("main/z"),
            new Edit.AddRule("/new balancer://y/ timeout=5"),
            new Edit.AddRule("*:80 www.example.com", "/new balancer://y/"),
            new Edit.RemoveRule("www.example.com:80", "/app main/x/app"));
    Differences all = Differences.NONE;
    for (Edit edit : edits) {
      all = all.with(edit, ALICE);
    }
    return all;
  }

  @Test
  void everyKindOfEditComesBack() throws IOException {
    Differences all = oneOfEach();
    assertThat(all.all())
        .extracting(d -> (Object) d.edit().getClass())
        .containsOnly(
            (Object[]) Edit.class.getPermittedSubclasses()); // none of them is forgotten here
    file.write(all);
    assertThat(file.read()).isEqualTo(all);
  }

  @Test
  void whatTheConfigurationSaidComesBack() throws IOException {
    Edit edit = new Edit.SetMember(X, A, "route", "r1");
    Differences all =
        new Differences(
            List.of(
                new Difference("c1", edit, Optional.of(""), ALICE),
                new Difference("c2", edit, Optional.of("\"r 0\""), ALICE),
                new Difference("c3", edit, Optional.empty(), ALICE)),
            77);
    file.write(all);
    assertThat(file.read()).isEqualTo(all);
  }

  @Test
  void noFileIsNoDifferences() throws IOException {
    assertThat(file.read()).isEqualTo(Differences.NONE);
    file.keep(Differences.NONE);
    assertThat(path).doesNotExist();
  }

  @Test
  void whatItHoldsAlreadyIsNotWrittenAgain() throws IOException {
    file.write(oneOfEach());
    Object inode = Files.getAttribute(path, "unix:ino");
    file.keep(oneOfEach());
    assertThat(Files.getAttribute(path, "unix:ino")).isEqualTo(inode);
    file.keep(Differences.NONE);
    assertThat(file.read()).isEqualTo(Differences.NONE);
  }

  /** Half a file that a crash has left beside it is nobody's. */
  @Test
  void whatAnInterruptedWriteHasLeftIsNoMatter() throws IOException {
    file.write(oneOfEach());
    Path left = Files.writeString(folder.resolve("changes.json.new"), "{\"about");
    assertThat(file.read()).isEqualTo(oneOfEach());
    file.write(Differences.NONE);
    assertThat(file.read()).isEqualTo(Differences.NONE);
    assertThat(left).doesNotExist();
  }

  @Test
  void whatCannotBeWrittenLeavesTheOldContent() throws IOException {
    file.write(oneOfEach());
    Files.createDirectory(folder.resolve("changes.json.new"));
    assertThatThrownBy(() -> file.write(Differences.NONE)).isInstanceOf(IOException.class);
    assertThat(file.read()).isEqualTo(oneOfEach());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{}",
        "{\"changes\":[],\"last\":0}{",
        "{\"changes\":{},\"last\":0}",
        "{\"changes\":[]}",
        "{\"changes\":[],\"last\":\"0\"}",
        "{\"changes\":[],\"last\":1.5}",
        "{\"changes\":[1],\"last\":0}",
        "{\"changes\":[{}],\"last\":0}",
      })
  void whatIsNoFileOfChangesIsRefused(String text) throws IOException {
    Files.writeString(path, text);
    assertRefused();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SetFlag -> SetFlags",
        "\"N\" -> \"Q\"",
        "\"N\" -> \"\"",
        "\"N\" -> \"E\"",
        "\"N\" -> \"NC\"",
        "true -> 1",
        "1970-01-01 -> 1970-02-30",
        "\"route\" -> 7",
        "\"c2\" -> \"c1\"",
        "\"from\" -> \"form\"",
      })
  void aBrokenChangeIsRefused(String exchange) throws IOException {
    String[] texts = exchange.split(" -> ", -1);
    String good = ChangeFile.text(oneOfEach());
    String bad = good.replace(texts[0], texts[1]);
    assertThat(bad).isNotEqualTo(good);
    Files.writeString(path, bad);
    assertRefused();
  }

  @Test
  void whatIsNoTextIsRefused() throws IOException {
    Files.write(path, new byte[] {'{', (byte) 0xff, '}'});
    assertRefused();
  }

  @Test
  void whatCannotBeReadIsRefused() throws IOException {
    Files.createDirectory(path);
    assertThatThrownBy(file::read)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(path + " cannot be read: ");
  }

  private void assertRefused() {
    assertThatThrownBy(file::read)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(path + " is no file of changes: ")
        .hasMessageEndingWith(
            ". Put it right, or move it away to start with the configuration alone.");
  }
}

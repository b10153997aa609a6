package io.torii.admin;

import io.torii.config.KeptChanges;
import io.torii.config.MemberStatus;
import io.torii.config.change.Author;
import io.torii.config.change.Difference;
import io.torii.config.change.Differences;
import io.torii.config.change.Edit;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonParser;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The file in which differences outlive the process. It is never changed in place: whoever reads it
 * finds the old content or the new one, whole.
 */
final class ChangeFile {

  private final Path path;

  ChangeFile(Path path) {
    this.path = path;
  }

  Path path() {
    return path;
  }

  /**
   * What it holds; nothing if there is no such file.
   *
   * @throws IOException naming the file and what is wrong, if it cannot be read or understood
   */
  Differences read() throws IOException {
    try {
      return differences(Files.readString(path));
    } catch (NoSuchFileException e) {
      return Differences.NONE;
    } catch (CharacterCodingException e) {
      throw broken("it is not in UTF-8", e);
    } catch (IOException e) {
      throw new IOException(
          path
              + " cannot be read: "
              + e.getMessage()
              + ". Let the user that Torii runs as read it.",
          e);
    } catch (JsonException
        | ClassCastException
        | NullPointerException
        | DateTimeException
        | ArithmeticException
        | IllegalArgumentException e) {
      throw broken(String.valueOf(e.getMessage()), e);
    }
  }

  private IOException broken(String why, Exception cause) {
    return new IOException(
        path
            + " is no file of changes: "
            + why
            + ". Put it right, or move it away to start with the configuration alone.",
        cause);
  }

  /** The other way round than {@link #text}; throws what {@link #read} explains. */
  static Differences differences(String text) {
    JsonObject root = object(text);
    List<Difference> all = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (JsonValue value : root.getJsonArray("changes")) {
      Difference difference = difference(value.asJsonObject());
      if (!ids.add(difference.id())) {
        throw new IllegalArgumentException("there are two changes " + difference.id());
      }
      all.add(difference);
    }
    return new Differences(all, root.getJsonNumber("last").longValueExact());
  }

  /** By a parser, because a reader does not look at what follows. */
  private static JsonObject object(String text) {
    try (JsonParser parser = Json.createParser(new StringReader(text))) {
      if (!parser.hasNext() || parser.next() != JsonParser.Event.START_OBJECT) {
        throw new IllegalArgumentException("it does not begin with {");
      }
      JsonObject root = parser.getObject();
      if (parser.hasNext()) {
        throw new IllegalArgumentException("it does not end behind the last }");
      }
      return root;
    }
  }

  /**
   * Has it hold these, and leaves it alone if it does already or if there is nothing to hold.
   *
   * @throws IOException if it cannot be replaced; the old content is still there then
   */
  void keep(Differences differences) throws IOException {
    byte[] bytes = text(differences).getBytes(StandardCharsets.UTF_8);
    boolean kept =
        Files.exists(path)
            ? Arrays.equals(Files.readAllBytes(path), bytes)
            : differences.all().isEmpty();
    if (!kept) {
      write(differences);
    }
  }

  /**
   * Replaces its content.
   *
   * @throws IOException if that fails; the old content is still there then
   */
  void write(Differences differences) throws IOException {
    Path next = new KeptChanges(path).next();
    byte[] bytes = text(differences).getBytes(StandardCharsets.UTF_8);
    try (FileChannel channel =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    syncFolder();
  }

  /** The new name is on the disk only when its folder is; not every system can tell it that. */
  private void syncFolder() {
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows opens no folders: there the move itself is all that can be had.
      return;
    }
  }

  static String text(Differences differences) {
    JsonArrayBuilder changes = Json.createArrayBuilder();
    differences.all().forEach(difference -> changes.add(object(difference)));
    JsonObject root =
        Json.createObjectBuilder()
            .add("about", "What was changed while Torii ran, over its configuration.")
            .add("last", differences.last())
            .add("changes", changes)
            .build();
    StringWriter text = new StringWriter();
    try (JsonWriter writer =
        Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true)).createWriter(text)) {
      writer.writeObject(root);
    }
    return escaped(text.toString().strip() + "\n");
  }

  /** Half a character, which a JSON text can hold, would not survive UTF-8 otherwise. */
  private static String escaped(String json) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (Character.isSurrogate(c)) {
        text.append("\\u%04x".formatted((int) c));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  private static JsonObjectBuilder object(Difference difference) {
    Edit edit = difference.edit();
    JsonObjectBuilder object =
        Json.createObjectBuilder()
            .add("id", difference.id())
            .add("kind", edit.getClass().getSimpleName());
    if (!edit.balancer().isEmpty()) {
      object.add("balancer", edit.balancer());
    }
    if (!edit.member().isEmpty()) {
      object.add("member", edit.member());
    }
    if (edit instanceof Edit.SetBalancer set) {
      object.add("parameter", set.parameter()).add("value", set.value());
    } else if (edit instanceof Edit.SetMember set) {
      object.add("parameter", set.parameter()).add("value", set.value());
    } else if (edit instanceof Edit.SetFlag set) {
      object.add("flag", String.valueOf(set.flag().letter())).add("on", set.on());
    } else if (edit instanceof Edit.AddRule add) {
      if (!add.ofMain()) {
        object.add("server", add.server());
      }
      object.add("rule", add.arguments());
    } else if (edit instanceof Edit.RemoveRule removal) {
      object.add("server", removal.server()).add("rule", removal.rule());
    }
    difference.configured().ifPresent(written -> object.add("configured", written));
    Author author = difference.author();
    return object
        .add("by", author.by())
        .add("from", author.from())
        .add("at", author.at().toString());
  }

  private static Difference difference(JsonObject object) {
    return new Difference(
        object.getString("id"),
        edit(object),
        Optional.ofNullable(object.getString("configured", null)),
        new Author(
            object.getString("by"),
            object.getString("from"),
            Instant.parse(object.getString("at"))));
  }

  private static Edit edit(JsonObject object) {
    String balancer = object.getString("balancer", "");
    String member = object.getString("member", "");
    String kind = object.getString("kind");
    return switch (kind) {
      case "SetBalancer" ->
          new Edit.SetBalancer(balancer, object.getString("parameter"), object.getString("value"));
      case "SetMember" ->
          new Edit.SetMember(
              balancer, member, object.getString("parameter"), object.getString("value"));
      case "SetFlag" ->
          new Edit.SetFlag(
              balancer, member, flag(object.getString("flag")), object.getBoolean("on"));
      case "AddMember" -> new Edit.AddMember(balancer, member);
      case "RemoveMember" -> new Edit.RemoveMember(balancer, member);
      case "AddBalancer" -> new Edit.AddBalancer(balancer);
      case "RemoveBalancer" -> new Edit.RemoveBalancer(balancer);
      case "AddRule" ->
          new Edit.AddRule(object.getString("server", Edit.AddRule.MAIN), object.getString("rule"));
      case "RemoveRule" ->
          new Edit.RemoveRule(object.getString("server"), object.getString("rule"));
      default -> throw new IllegalArgumentException("there is no kind of change \"" + kind + "\"");
    };
  }

  /** Health is never written down: it is found out anew. */
  private static MemberStatus flag(String letter) {
    return Optional.of(letter)
        .filter(text -> text.length() == 1)
        .flatMap(text -> MemberStatus.of(text.charAt(0)))
        .filter(flag -> flag != MemberStatus.ERROR && flag != MemberStatus.CHECK_FAILED)
        .orElseThrow(
            () -> new IllegalArgumentException("there is no flag \"" + letter + "\" to be set"));
  }
}

package io.torii.directive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a file into logical lines. */
final class SourceFile {

  /** No configuration is larger; a log or a core dump given by mistake is. */
  private static final long LARGEST = 16L * 1024 * 1024;

  private SourceFile() {}

  /**
   * The logical lines of a file. A file that cannot be read, or is no text, is a problem and has no
   * lines.
   *
   * @param asked where the file was asked for
   */
  static List<SourceLine> read(Path file, Origin asked, Problems problems) {
    try {
      if (Files.isDirectory(file)) {
        problems.error(
            asked, file + " is a folder: name a file in it, or write " + file + "/*.conf.");
        return List.of();
      }
      if (Files.size(file) > LARGEST) {
        problems.error(asked, file + " is larger than 16 MiB: that is no configuration.");
        return List.of();
      }
      String text = decode(Files.readAllBytes(file));
      if (text.indexOf('\0') >= 0) {
        problems.error(asked, file + " is a binary file: name a text file with directives.");
        return List.of();
      }
      return lines(text);
    } catch (NoSuchFileException e) {
      problems.error(asked, "Cannot open " + file + ": there is no such file. Check the path.");
    } catch (AccessDeniedException e) {
      problems.error(
          asked, "Cannot open " + file + ": permission denied. Let the process's user read it.");
    } catch (IOException e) {
      problems.error(asked, "Cannot read " + file + ": " + e.getMessage() + ".");
    }
    return List.of();
  }

  /** UTF-8, or byte by byte where it is not, so that an old comment's letters do no harm. */
  private static String decode(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  /** A backslash at the end of a line joins the next one, in comments too, as httpd does. */
  private static List<SourceLine> lines(String text) {
    List<SourceLine> lines = new ArrayList<>();
    StringBuilder logical = new StringBuilder();
    int start = 0;
    int number = 0;
    for (String line : text.split("\r?\n", -1)) {
      number++;
      if (logical.length() == 0) {
        start = number;
      }
      if (line.endsWith("\\")) {
        logical.append(line, 0, line.length() - 1);
        // An empty first part must still count as begun.
        if (logical.length() == 0) {
          logical.append(' ');
        }
        continue;
      }
      add(lines, start, logical.append(line));
      logical.setLength(0);
    }
    add(lines, start, logical);
    return lines;
  }

  private static void add(List<SourceLine> lines, int number, StringBuilder logical) {
    String text = logical.toString().strip();
    if (!text.isEmpty() && text.charAt(0) != '#') {
      lines.add(new SourceLine(number, text));
    }
  }
}

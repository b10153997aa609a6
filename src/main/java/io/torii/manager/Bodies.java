package io.torii.manager;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Bodies of requests: JSON objects of a bounded size. */
final class Bodies {

  /** Far above what anybody writes: 64 KiB. */
  private static final int MOST = 64 * 1024;

  private static final int TOO_LARGE = 413;

  private Bodies() {}

  /**
   * Reads an object.
   *
   * @param body null for none, which is an empty object
   * @throws jakarta.ws.rs.WebApplicationException 400 naming line and column if it is none, 413 if
   *     it is longer than 64 KiB
   */
  static JsonObject object(@Nullable InputStream body) {
    byte[] bytes = read(body);
    if (bytes.length == 0) {
      return JsonObject.EMPTY_JSON_OBJECT;
    }
    try (JsonReader reader =
        Json.createReader(new StringReader(new String(bytes, StandardCharsets.UTF_8)))) {
      return reader.readObject();
    } catch (JsonException e) {
      throw Problem.of(400, "The body is no JSON object: " + e.getMessage());
    } catch (RuntimeException e) {
      // Parsson says so that it is nested too deeply
      throw Problem.of(400, "The body is no JSON object that can be read: " + e.getMessage());
    }
  }

  static byte[] read(@Nullable InputStream body) {
    if (body == null) {
      return new byte[0];
    }
    try {
      byte[] bytes = body.readNBytes(MOST + 1);
      if (bytes.length > MOST) {
        throw Problem.of(TOO_LARGE, "The body is longer than " + MOST + " bytes.");
      }
      return bytes;
    } catch (IOException e) {
      throw Problem.of(400, "The body cannot be read: " + e.getMessage());
    }
  }
}

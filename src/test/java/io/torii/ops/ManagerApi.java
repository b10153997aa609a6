package io.torii.ops;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.util.List;

/**
 * A client of the API of a manager at {@code /manager}.
 *
 * @param site what the manager belongs to, without a slash at its end
 */
record ManagerApi(String site) {

  static ManagerApi at(int port) {
    return new ManagerApi("http://127.0.0.1:" + port);
  }

  /** Where the API is, with a slash at its end. */
  String url() {
    return site + "/manager/api/";
  }

  /** What the API calls a member. */
  static String id(String memberUrl) {
    return memberUrl.replace("://", ":");
  }

  /** The path of a member of a balancer. */
  static String member(String balancer, String memberUrl) {
    return "balancers/" + balancer + "/members/" + id(memberUrl);
  }

  HttpResponse<String> send(String method, String path, String body, String ifMatch) {
    return Web.request(
        method, url() + path, body, "If-Match", ifMatch, "Content-Type", "application/json");
  }

  /** Makes a change whatever is there now; it must be made. */
  HttpResponse<String> change(String method, String path, String body) {
    HttpResponse<String> response = send(method, path, body, "*");
    assertThat(response.statusCode())
        .as("%s %s %s: %s", method, path, body, response.body())
        .isBetween(200, 204);
    return response;
  }

  JsonObject object(String path) {
    return read(Web.get(url() + path).body()).asJsonObject();
  }

  JsonArray array(String path) {
    return read(Web.get(url() + path).body()).asJsonArray();
  }

  /** A member's or a balancer's settings. */
  JsonObject settings(String path) {
    return object(path).getJsonObject("settings");
  }

  /** The texts of all events, oldest first. */
  List<String> events() {
    return array("events").stream().map(e -> e.asJsonObject().getString("text")).toList();
  }

  static JsonValue read(String json) {
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      return reader.readValue();
    }
  }
}

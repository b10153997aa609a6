package io.torii.faults;

import static org.awaitility.Awaitility.await;

import io.torii.ops.Web;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The running product, as a case sees it.
 *
 * @param log its access log: the status, a blank, and the path of each request
 */
record Stage(int port, Path log) {

  private static final JsonMapper JSON = new JsonMapper();

  /** What the manager says of a member. */
  record Standing(boolean inError, String lastError) {}

  /** Of the first member of a balancer. */
  Standing first(String balancer) {
    String url = "http://127.0.0.1:" + port + "/balancer-manager/api/balancers/" + balancer;
    JsonNode member = JSON.readTree(Web.get(url).body()).path("members").path(0);
    if (member.path("status").isMissingNode()) {
      throw new AssertionError("the manager knows no member of " + balancer);
    }
    boolean inError = member.path("status").asString().contains("Err");
    return new Standing(inError, member.path("lastError").asString());
  }

  /** Waits for the line about a path, and returns its status. */
  int logged(String path) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> loggedYet(path), status -> status > 0);
  }

  /** The same without waiting; 0 if there is no such line. */
  int loggedYet(String path) throws IOException {
    for (String line : Files.readAllLines(log)) {
      if (line.endsWith(" " + path)) {
        return Integer.parseInt(line.substring(0, 3));
      }
    }
    return 0;
  }
}

package io.torii.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.testkit.Backend;
import io.torii.testkit.Chromium;
import io.torii.testkit.OnceInABuild;
import io.torii.testkit.Script;
import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A page of a Torii with two members, used as an operator does. */
@OnceInABuild
abstract class ManagerPageTests {

  protected static final List<Backend> BACKENDS = new ArrayList<>();
  private static final int PORT = ToriiProcess.freePort();
  protected static final String FRONT = "http://127.0.0.1:" + PORT;

  protected static Chromium chromium;
  private static ToriiProcess torii;
  protected ManagerPage page;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    chromium = Chromium.start();
    chromium.size(1280, 900);
    for (int i = 1; i <= 3; i++) {
      BACKENDS.add(Backend.start(Script.ok("app" + i)));
    }
    Files.writeString(
        folder.resolve("shop.conf"),
        """
            Listen 127.0.0.1:%d
            <Proxy "balancer://shop">
              BalancerMember %s route=app1
              BalancerMember %s route=app2
              ProxySet stickysession=JSESSIONID
            </Proxy>
            ProxyPass /static !
            ProxyPass / balancer://shop/
            <Location /balancer-manager>
              SetHandler balancer-manager
            </Location>
            """
            .formatted(PORT, url(1), url(2)));
    torii = ToriiProcess.startIn(folder, "-f", "shop.conf").awaitPort(PORT);
  }

  @AfterAll
  static void stop() throws IOException {
    if (chromium != null) {
      chromium.close();
    }
    if (torii != null) {
      torii.close();
    }
    for (Backend backend : BACKENDS) {
      backend.close();
    }
    BACKENDS.clear();
  }

  @BeforeEach
  void open() {
    HttpResponse<String> reverted = change("DELETE", "changes", "");
    assertThat(reverted.statusCode()).as(reverted.body()).isEqualTo(204);
    page = new ManagerPage(chromium).open(FRONT + "/balancer-manager");
  }

  /** What somebody else does meanwhile. */
  protected static HttpResponse<String> change(String method, String path, String json) {
    return Web.change(method, FRONT + "/balancer-manager/api/" + path, json);
  }

  protected static String url(int member) {
    return BACKENDS.get(member - 1).url();
  }

  protected static String served() {
    return Web.get(FRONT + "/").body();
  }

  protected static String api(String path) {
    return Web.get(FRONT + "/balancer-manager/api/" + path).body();
  }

  protected void row(int member, String... contains) {
    ManagerPage.see(() -> assertThat(page.row(url(member))).contains(contains));
  }

  /** The preview is there: presses the button that does it. */
  protected void confirm(String title, String... preview) {
    ManagerPage.see(() -> assertThat(page.text()).contains("What will change").contains(preview));
    page.press(title);
    ManagerPage.until(() -> !page.dialog());
  }

  protected void undo(String done) {
    ManagerPage.see(() -> assertThat(page.text("#toasts")).contains(done, "Undo"));
    page.undo();
    ManagerPage.see(() -> assertThat(page.text("#toasts")).contains("Taken back: " + done));
  }

  protected void edit(int member) {
    page.press(url(member));
    page.press("Change weight, route, set");
    ManagerPage.until(
        () -> !String.valueOf(page.field("Weight").getDomProperty("value")).isEmpty());
  }
}

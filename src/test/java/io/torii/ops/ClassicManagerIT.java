package io.torii.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.torii.testkit.Apache;
import io.torii.testkit.OnceInABuild;
import io.torii.testkit.Reply;
import io.torii.testkit.ToriiProcess;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The same file and the same requests to the balancer-managers of Debian's apache2 and Torii. */
@OnceInABuild
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClassicManagerIT {

  private static final String PATH = "/balancer-manager";
  private static final String OWN = "http://127.0.0.1/balancer-manager";

  /**
   * Not compared: what httpd takes from its number of threads, what it shows in the wrong unit, and
   * whose turn it is.
   */
  private static final Set<String> LEFT_OUT =
      Set.of("min", "smax", "max", "ttl", "acquire", "connectiontimeout", "lbstatus");

  private final List<Integer> members =
      List.of(ToriiProcess.freePort(), ToriiProcess.freePort(), ToriiProcess.freePort());
  private final int apachePort = ToriiProcess.freePort();
  private final int toriiPort = ToriiProcess.freePort();
  private Apache apache;
  private ToriiProcess torii;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    assumeTrue(
        Apache.program().isPresent(),
        "nothing to compare with: apt-get install apache2 brings the httpd that this test needs");
    Path file =
        Files.writeString(
            folder.resolve("site.conf"),
            """
            <Proxy "balancer://mycluster">
                BalancerMember http://127.0.0.1:%1$d route=app1 timeout=7 retry=5 keepalive=On
                BalancerMember http://127.0.0.1:%2$d/x loadfactor=2.5 status=+H lbset=1 redirect=app1
                ProxySet stickysession=JSESSIONID|jsessionid growth=1 nonce=abc timeout=3
                ProxySet nofailover=On
            </Proxy>
            <Proxy "balancer://open">
                BalancerMember http://127.0.0.1:%3$d disablereuse=On
                ProxySet nonce=None
            </Proxy>
            <Proxy "balancer://random">
                BalancerMember http://127.0.0.1:%3$d
                BalancerMember http://127.0.0.1:%2$d status=D+N
            </Proxy>
            ProxyPass /app balancer://mycluster
            <Location "/balancer-manager">
                SetHandler balancer-manager
            </Location>
            """
                .formatted(members.toArray()));
    Files.setPosixFilePermissions(
        folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
    apache = Apache.start(Files.createDirectory(folder.resolve("httpd")), apachePort, "", file);
    Path main =
        Files.writeString(
            folder.resolve("main.conf"),
            "Listen 127.0.0.1:%d\nInclude \"%s\"\n".formatted(toriiPort, file));
    torii = ToriiProcess.start("-f", main.toString()).awaitPort(toriiPort);
  }

  @AfterAll
  void stop() {
    if (torii != null) {
      torii.close();
    }
    if (apache != null) {
      apache.close();
    }
  }

  private static Reply ask(int port, String method, String target, String body, String referer)
      throws IOException {
    return Reply.to(
        port,
        "127.0.0.1",
        "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n%s%s\r\n%s"
            .formatted(
                method,
                target,
                port,
                referer.isEmpty() ? "" : "Referer: " + referer + "\r\n",
                body.isEmpty()
                    ? ""
                    : "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                        + body.length()
                        + "\r\n",
                body));
  }

  private static Reply xml(int port) throws IOException {
    return ask(port, "GET", PATH + "?xml=1", "", OWN);
  }

  /** Names and values of what has no further elements, in their order. */
  private static List<String> elements(int port) throws IOException {
    List<String> found = new ArrayList<>();
    try {
      NodeList all =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(xml(port).body().getBytes(StandardCharsets.UTF_8)))
              .getElementsByTagName("*");
      for (int i = 0; i < all.getLength(); i++) {
        Element element = (Element) all.item(i);
        String name = element.getTagName().replace("httpd:", "");
        boolean group = element.getElementsByTagName("*").getLength() > 0;
        if (!LEFT_OUT.contains(name)) {
          found.add(group ? name : name + "=" + element.getTextContent());
        }
      }
    } catch (SAXException | ParserConfigurationException e) {
      throw new IOException(xml(port).body(), e);
    }
    // Of the random nonces only the form is the same.
    found.replaceAll(text -> text.replaceAll("nonce=[-0-9a-f]{36}", "nonce=UUID"));
    return found;
  }

  private String member(int index) {
    return "http://127.0.0.1:" + members.get(index);
  }

  /** The same form to both; both answer the same, and have the same afterwards. */
  private void post(String form, String referer) throws IOException {
    Reply theirs = ask(apachePort, "POST", PATH, form, referer);
    Reply ours = ask(toriiPort, "POST", PATH, form, referer);
    assertThat(ours.status()).as(form + "\n" + ours.body()).isEqualTo(theirs.status());
    assertThat(elements(toriiPort)).as(form).isEqualTo(elements(apachePort));
  }

  private void post(String form) throws IOException {
    post(form, OWN);
  }

  private String first(String fields) {
    return "b=mycluster&nonce=abc&w=" + member(0) + "&" + fields;
  }

  @Test
  void bothSayAndDoTheSame() throws IOException {
    Reply ours = xml(toriiPort);
    assertThat(ours.fields()).anyMatch(field -> field.startsWith("Content-Type: text/xml"));
    assertThat(ours.body()).startsWith("<?xml ").contains("xmlns:httpd='http://httpd.apache.org'");
    assertThat(elements(toriiPort)).isEqualTo(elements(apachePort));
    assertThat(elements(toriiPort)).contains("status=Init Ok ", "nonce=abc", "nonce=UUID");

    members();
    balancers();
    refusals();
    additions();
  }

  private void members() throws IOException {
    post(first("w_lf=2.5&w_ls=3&w_wr=r%2b1&w_rr=app9&w_status_D=1&w_status_H=0"));
    assertThat(elements(toriiPort)).contains("route=r+1", "status=Init Dis ", "loadfactor=2.50");
    post(first("w_status_D=0&w_status_N=1&w_status_I=1&w_lf=3.999x&w_wr=a+b"));
    post("b=mycluster&nonce=abc&w=http%253A%252F%252F127.0.0.1%253A" + members.get(0) + "&w_ls=4");
    assertThat(elements(toriiPort)).contains("lbset=4");
    post(first("w_wr=" + "r".repeat(63)));
    post(first("w_wr=" + "r".repeat(64) + "&w_rr="));
    post(first("w_lf=0.99&w_ls=100&w_status_X=1&w_status_S="));
    post(first("w_lf=101&w_ls=-1"));
    post(first("w_ls=7&w_ls=8&nonsense&=&%zz=%zz"));
    post("b=open&nonce=abc&w=" + member(2) + "&w_lf=9");
    post(first("pad=" + "x".repeat(1100) + "&w_ls=9"));
    post("b=MyCluster&nonce=abc&w=" + member(1) + "/x&w_status_R=1");
  }

  private void balancers() throws IOException {
    post("b=mycluster&nonce=abc&b_lbm=bybusyness&b_tmo=9&b_max=4&b_sforce=0&b_ss=SID|sid");
    assertThat(elements(toriiPort)).contains("lbmethod=bybusyness", "stickysession=SID");
    post("b=mycluster&nonce=abc&b_lbm=nothing&b_tmo=7201&b_max=100&b_ss=&b_sforce=x");
    post("b=mycluster&nonce=abc&b_tmo=0&b_max=0&b_sforce=2");
    post("b=mycluster&nonce=abc&b_ss=-");
    assertThat(elements(toriiPort)).contains("timeout=0").doesNotContain("stickysession=SID");
  }

  private void refusals() throws IOException {
    post(first("w_ls=50").replace("nonce=abc", "nonce=abd"));
    post(first("w_ls=50").replace("nonce=abc&", ""));
    post("b=open&nonce=&w=" + member(2) + "&w_ls=50");
    post("b=random&nonce=00000000-0000-0000-0000-000000000000&b_lbm=bytraffic");
    for (String foreign : List.of("", "http://evil.example/", "nonsense", "/balancer-manager")) {
      post(first("w_ls=50"), foreign);
    }
    assertThat(torii.out() + torii.err()).contains("AH10187");
    assertThat(elements(toriiPort)).doesNotContain("lbset=50");
    post(first("w_ls=51"), "http://127.0.0.1:1/other");
    assertThat(elements(toriiPort)).contains("lbset=51");
    for (String target : List.of(PATH, PATH + "/", PATH + "?xml", PATH + "?" + first("w_ls=52"))) {
      for (String method : List.of("GET", "POST")) {
        assertThat(ask(toriiPort, method, target, "", OWN).status()).as(target).isEqualTo(200);
      }
    }
    assertThat(ask(toriiPort, "PUT", PATH, "", OWN).status())
        .isEqualTo(ask(apachePort, "PUT", PATH, "", OWN).status());
  }

  private void additions() throws IOException {
    String add = "b=mycluster&nonce=abc&b_nwrkr=http://127.0.0.1:%d&b_wyes=%s";
    post(add.formatted(members.get(2), "0"));
    post(add.formatted(members.get(0), "1"));
    post(add.formatted(members.get(2), "1"));
    assertThat(elements(toriiPort).subList(0, 60)).contains("name=" + member(2));
    post(add.formatted(members.get(2), "1"));
    post(add.formatted(ToriiProcess.freePort(), "1"));
    assertThat(torii.out() + torii.err()).contains("AH10164: balancer://mycluster: failed to add");
  }
}

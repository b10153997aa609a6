package io.torii.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * From the path of the request line to the one that rules see, and on to the one that a member
 * gets. Every row was compared with the answers of httpd 2.4 and its {@code ProxyPass /}.
 */
class CanonicalPathTest {

  private static Site all(String... more) {
    String[] lines = new String[more.length + 1];
    System.arraycopy(more, 0, lines, 0, more.length);
    lines[more.length] = "ProxyPass / http://member/";
    return Site.of(lines);
  }

  private static final Site OFF = all();
  private static final Site ON = all("AllowEncodedSlashes On");
  private static final Site NO_DECODE = all("AllowEncodedSlashes NoDecode");
  private static final Site UNMERGED = all("MergeSlashes Off");

  static Stream<Arguments> resolved() {
    return Table.of(
        """
        /                         /
        /a/b                      /a/b
        /a/b/                     /a/b/
        /a//b                     /a/b
        //a                       /a
        ///                       /
        /a//                      /a/
        /a///b///c                /a/b/c
        /.                        /
        /./                       /
        /./a                      /a
        /a/.                      /a/
        /a/./b                    /a/b
        /a/..                     /
        /a/../b                   /b
        /a/b/..                   /a/
        /a/b/../                  /a/
        /a/b/../../c              /c
        /a/b/c/./../../g          /a/g
        /mid/content=5/../6       /mid/6
        /a//../b                  /b
        /a/b//../c                /a/c
        //a//..//b                /b
        /...                      /...
        /a/.../b                  /a/.../b
        /a/.b                     /a/.b
        /a/..b                    /a/..b
        /a/b..                    /a/b..
        /%61                      /a
        /%41%5a%7a                /AZz
        /%41%5A%7A                /AZz
        /%30%39                   /09
        /%2d%2e%5f%7e             /-._~
        /%2D%2E%5F%7E             /-._~
        /%2e                      /
        /a/%2e%2e/b               /b
        /a/%2E./b                 /b
        /a/.%2e/b                 /b
        /a;b                      /a;b
        /;a                       /;a
        /a;x=1/b                  /a;x=1/b
        /a/..;/b                  /a/..;/b
        /a/;/b                    /a/;/b
        /a%3bb                    /a;b
        /a%3Bb                    /a;b
        /a%3ab                    /a:b
        /a%40b                    /a@b
        /a%26b                    /a&b
        /a%2bb                    /a+b
        /a+b                      /a+b
        /a:b@c                    /a:b@c
        /~user                    /~user
        /a!$&'()*,=b              /a!$&'()*,=b
        /a%21%24%27%28%29%2a%2c   /a!$'()*,\
        """);
  }

  @ParameterizedTest
  @MethodSource
  void resolved(String raw, String canonical) {
    assertThat(OFF.visit(raw).seen()).isEqualTo(canonical);
    assertThat(OFF.get(raw)).isEqualTo("http://member" + canonical);
  }

  static Stream<Arguments> encodedAgain() {
    return Table.of(
        """
        /a%20b          /a b         /a%20b
        /a%25b          /a%b         /a%25b
        /a%252fb        /a%2fb       /a%252fb
        /a%2561         /a%61        /a%2561
        /%252e%252e/a   /%2e%2e/a    /%252e%252e/a
        /a%5cb          /a\\b         /a%5Cb
        /a%5Cb          /a\\b         /a%5Cb
        /a\\b            /a\\b         /a%5Cb
        /a\\..\\b         /a\\..\\b      /a%5C..%5Cb
        /a/..\\b         /a/..\\b      /a/..%5Cb
        /a%3fb          /a?b         /a%3Fb
        /a%3f%3d        /a?=         /a%3F=
        /a%23b          /a#b         /a%23b
        /a"b            /a"b         /a%22b
        /a<b>           /a<b>        /a%3Cb%3E
        /a[b]           /a[b]        /a%5Bb%5D
        /a%5bb%5d       /a[b]        /a%5Bb%5D
        /a{b}|^`        /a{b}|^`     /a%7Bb%7D%7C%5E%60\
        """);
  }

  @ParameterizedTest
  @MethodSource
  void encodedAgain(String raw, String seen, String sent) {
    assertThat(OFF.visit(raw).seen()).isEqualTo(seen);
    assertThat(OFF.get(raw)).isEqualTo("http://member" + sent);
  }

  /** A character is a byte, whatever encoding the client meant; invalid UTF-8 passes as it is. */
  @ParameterizedTest
  @CsvSource({
    "/%c3%a4,         /\u00c3\u00a4,               /%C3%A4",
    "/\u00c3\u00a4,   /\u00c3\u00a4,               /%C3%A4",
    "/%e4,            /\u00e4,                     /%E4",
    "/\u00e4,         /\u00e4,                     /%E4",
    "/%ff%fe,         /\u00ff\u00fe,               /%FF%FE",
    "/%c0%af,         /\u00c0\u00af,               /%C0%AF",
    "/%c0%ae%c0%ae/a, /\u00c0\u00ae\u00c0\u00ae/a, /%C0%AE%C0%AE/a"
  })
  void bytesStayBytes(String raw, String seen, String sent) {
    assertThat(OFF.visit(raw).seen()).isEqualTo(seen);
    assertThat(OFF.get(raw)).isEqualTo("http://member" + sent);
  }

  @Test
  void anEncodedControlCharacterStaysEncoded() {
    assertThat(OFF.visit("/a%0d%0ab").seen()).isEqualTo("/a\r\nb");
    assertThat(OFF.get("/a%0d%0ab")).isEqualTo("http://member/a%0D%0Ab");
    assertThat(OFF.get("/a%01%7f")).isEqualTo("http://member/a%01%7F");
  }

  /** A container that decodes what is no ASCII in the request line gives characters, not bytes. */
  @Test
  void aWideCharacterIsTakenBackToItsBytes() {
    assertThat(OFF.get("/\u65e5\u672c")).isEqualTo("http://member/%E6%97%A5%E6%9C%AC");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/..",
        "/../a",
        "/a/../../b",
        "/a/../..",
        "/%2e%2e",
        "/%2e%2e/a",
        "/%2E./a",
        "/a%",
        "/a%4",
        "/a%zz",
        "/a%4g",
        "/a%g4",
        "/a%%41",
        "/a%u0041",
        "/a% 1",
        "/a%+1",
        "a",
        "a/b",
        "",
        "/a#b",
        "/a b",
        "/a\tb",
        "/a\u007fb",
        "/a\u0000b"
      })
  void malformed(String raw) {
    assertThat(OFF.get(raw)).isEqualTo("400 AH10244");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/%00", "/a%00b", "/a/%00/b"})
  void anEncodedNulIsNotFound(String raw) {
    assertThat(OFF.get(raw)).isEqualTo("404");
    assertThat(ON.get(raw)).isEqualTo("404");
    assertThat(NO_DECODE.get(raw)).isEqualTo("404");
  }

  static Stream<Arguments> encodedSlashes() {
    return Table.of(
        """
        /a%2fb            /a/b  /a%2fb
        /a%2Fb            /a/b  /a%2Fb
        /a%2f%2fb         /a/b  /a%2f%2fb
        /a%2f..%2fb       /b    /a%2f..%2fb
        /a/b%2f..         /a/   /a/b%2f..
        /a/%2f            /a/   /a/%2f
        /..%2fa           /a    /..%2fa
        /a%2f..%2f..%2fb  /b    /a%2f..%2f..%2fb
        /%2f              /     /%2f\
        """);
  }

  @ParameterizedTest
  @MethodSource
  void encodedSlashes(String raw, String decoded, String kept) {
    assertThat(OFF.get(raw)).isEqualTo("404 AH00026");
    assertThat(ON.get(raw)).isEqualTo("http://member" + decoded);
    assertThat(NO_DECODE.get(raw)).isEqualTo("http://member" + kept);
  }

  /** httpd answers 400 with NoDecode, as it takes the decoded percent sign for a bad escape. */
  @Test
  void aPercentSignPassesWhereSlashesAreKept() {
    assertThat(NO_DECODE.get("/a%25b")).isEqualTo("http://member/a%25b");
    assertThat(NO_DECODE.get("/%25zz")).isEqualTo("http://member/%25zz");
  }

  @ParameterizedTest
  @CsvSource({
    "/a//b,       /a//b",
    "/a//,        /a//",
    "//a,         //a",
    "/a//../b,    /a/b",
    "/a/b//../c,  /a/b/c",
    "//a//..//b,  //a//b",
    "/a///b///c,  /a///b///c"
  })
  void slashesAreNotMerged(String raw, String canonical) {
    assertThat(UNMERGED.visit(raw).seen()).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource({
    "/a,         , http://member/a",
    "/a,    ''   , http://member/a?",
    "/a,    b=c  , http://member/a?b=c",
    "/a,    %zz  , http://member/a?%zz",
    "/a,    ../..//%2f%00  , http://member/a?../..//%2f%00",
    "/a,    a?b  , http://member/a?a?b",
    "/a/.., b    , http://member/?b"
  })
  void theQueryIsNotTouched(String path, String query, String sent) {
    assertThat(OFF.get(query == null ? path : path + "?" + query)).isEqualTo(sent);
  }
}

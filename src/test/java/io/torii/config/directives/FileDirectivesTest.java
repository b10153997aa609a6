package io.torii.config.directives;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.FileOptions;
import io.torii.config.FileSettings;
import io.torii.config.Handler;
import io.torii.config.MediaTypes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileDirectivesTest {

  @Test
  void aHostsOwnAliasesAreTriedFirst() {
    Conf conf =
        Conf.of(
            "Alias /a /main/a",
            "<VirtualHost *:80>",
            "  AliasMatch ^/b$ /own/b",
            "  Alias /c/ /own/c/",
            "</VirtualHost>");
    assertThat(conf.host(0).files().aliases())
        .extracting("target")
        .containsExactly("/own/b", "/own/c/", "/main/a");
    assertThat(conf.main().files().aliases()).extracting("target").containsExactly("/main/a");
  }

  @Test
  void longerFoldersAreLaidOverShorterOnes() {
    FileSettings files =
        Conf.of(
                "<DirectoryMatch x>",
                "</DirectoryMatch>",
                "<Directory /a/b>",
                "  <Files y>",
                "  </Files>",
                "</Directory>",
                "<Directory />",
                "</Directory>",
                "<Directory /*/c>",
                "</Directory>",
                "<FilesMatch z>",
                "</FilesMatch>")
            .main()
            .files();
    assertThat(files.directories())
        .extracting(directory -> directory.section().origin().line())
        .containsExactly(7, 3, 9, 1);
    assertThat(files.directories().get(1).files()).hasSize(1);
    assertThat(files.files()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "FollowSymLinks, true, false",
    "All, true, false",
    "None, false, false",
    "Indexes, false, false",
    "SymLinksIfOwnerMatch, false, true",
    "FollowSymLinks SymLinksIfOwnerMatch, false, true",
    "-FollowSymLinks, false, false",
    "+Indexes, true, false",
    "+SymLinksIfOwnerMatch, false, true"
  })
  void optionsSayWhichLinksAreFollowed(String options, boolean all, boolean owned) {
    FileOptions read =
        FileOptions.NONE.merge(
            Conf.of("<Directory />", "  Options " + options, "</Directory>")
                .main()
                .files()
                .directories()
                .get(0)
                .section()
                .settings()
                .files());
    assertThat(read.followsLinks()).isEqualTo(all);
    assertThat(read.followsOwnedLinks()).isEqualTo(owned);
  }

  @Test
  void whatProgramsHandleIsNotServed() {
    Conf conf =
        Conf.of(
            "AddHandler cgi-script .cgi pl",
            "AddOutputFilter INCLUDES .shtml",
            "AddOutputFilter DEFLATE .html",
            "AddType application/x-httpd-php .php",
            "<FilesMatch \"\\.phar$\">",
            "  SetHandler application/x-httpd-php",
            "</FilesMatch>",
            "<Directory /x>",
            "  AddType application/x-httpd-php5 .php5",
            "  AddType text/x .x",
            "</Directory>");
    MediaTypes types = conf.main().files().types();
    assertThat(List.of("a.cgi", "a.pl.txt", "A.CGI", "a.shtml", "a.php", "a.php.de", "a.php5"))
        .allMatch(types::isProgram);
    assertThat(List.of("cgi", "a.html", "a.txt", "a.x")).noneMatch(types::isProgram);
    assertThat(conf.main().files().files().get(0).settings().handler()).isEqualTo(Handler.PROGRAM);
    assertThat(conf.account())
        .containsExactly(
            "AddHandler files",
            "AddOutputFilter files",
            "AddOutputFilter member",
            "AddType performed",
            "SetHandler files",
            "<FilesMatch> performed",
            "AddType files",
            "AddType types",
            "<Directory> performed");
  }

  @Test
  void theLastExtensionThatHasATypeCounts() {
    MediaTypes types =
        new MediaTypes(true, Map.of("html", "text/html", "txt", "text/plain"), Set.of());
    assertThat(types.of("a.html.txt")).contains("text/plain");
    assertThat(types.of("a.html.other")).contains("text/html");
    assertThat(types.of("html")).isEmpty();
    assertThat(types.of("a.png")).isEmpty();
    assertThat(MediaTypes.NONE.of("a.png")).contains("image/png");
  }

  @Test
  void accountsForWhatIsSkippedAndWhatIsWrong() {
    assertThat(
            Conf.of(
                    "<IfModule mod_dav.c>",
                    "  DAVMinTimeout 600",
                    "  <Location /x>",
                    "  </Location>",
                    "</IfModule>",
                    "Define X",
                    "User www-data",
                    "Nonsense")
                .account())
        .containsExactly(
            "User service",
            "Nonsense refused",
            "<IfModule> performed",
            "DAVMinTimeout skipped",
            "<Location> skipped",
            "Define performed");
  }

  @Test
  void whoMustLogInNeedsAWay() {
    assertThat(Conf.of("<Directory /x>", "  Require valid-user", "</Directory>").errors())
        .singleElement()
        .asString()
        .startsWith("t.conf:1: Somebody must log in here, but no section says how");
  }
}

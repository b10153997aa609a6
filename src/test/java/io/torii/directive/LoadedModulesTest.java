package io.torii.directive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What IfModule finds: what the files load, and what is built in. */
class LoadedModulesTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "access_compat_module /usr/lib/apache2/modules/mod_access_compat.so, mod_access_compat.c",
    "access_compat_module /usr/lib/apache2/modules/mod_access_compat.so, access_compat_module",
    "mpm_event_module modules/mod_mpm_event.so, event.c",
    "ldap_module modules/mod_ldap.so, util_ldap.c",
    "php_module modules/libphp8.2.so, mod_php.c",
    "my_own modules/mod_other.so, mod_other.c",
    "my_own modules/mod_other.so, my_own",
  })
  void whatIsLoadedIsThere(String arguments, String name) {
    assertThat(read("LoadModule " + arguments, name)).isEqualTo("yes");
  }

  @ParameterizedTest
  @CsvSource({
    "dav_module modules/mod_dav.so, mod_dav_fs.c",
    "dav_module modules/mod_dav.so, Mod_Dav.c",
    "dav_module modules/mod_dav.so, dav",
  })
  void whatIsNotLoadedIsNot(String arguments, String name) {
    assertThat(read("LoadModule " + arguments, name)).isEqualTo("no");
  }

  @Test
  void whatIsBuiltInNeedsNoLoadModule() {
    assertThat(read("User x", "mod_proxy.c")).isEqualTo("yes");
    assertThat(read("LoadModule dav_module modules/mod_dav.so", "proxy_module")).isEqualTo("yes");
    assertThat(read("User x", "mod_dav.c")).isEqualTo("no");
  }

  @Test
  void aModuleIsLoadedFromItsLineOn() {
    String text =
        """
        <IfModule !mod_dav.c>
          LoadModule dav_module modules/mod_dav.so
        </IfModule>
        <IfModule !mod_dav.c>
          A second
        </IfModule>
        <IfModule mod_dav.c>
          B third
        </IfModule>
        """;
    assertThat(new Configurations(folder).tree(text))
        .isEqualTo("2 LoadModule [dav_module][modules/mod_dav.so]\n8 B [third]");
  }

  @Test
  void aModuleThatIsNotReadIsNotLoaded() {
    String text =
        """
        <IfDefine NO>
          LoadModule dav_module modules/mod_dav.so
        </IfDefine>
        <IfModule mod_dav.c>
          A x
        </IfModule>
        """;
    assertThat(new Configurations(folder).tree(text)).isEmpty();
  }

  private String read(String line, String module) {
    String tree =
        new Configurations(folder)
            .tree(
                line
                    + "\n<IfModule "
                    + module
                    + ">\nYes\n</IfModule>\n<IfModule !"
                    + module
                    + ">\nNo\n</IfModule>\n");
    boolean yes = tree.endsWith("3 Yes ");
    assertThat(yes || tree.endsWith("6 No ")).as(tree).isTrue();
    return yes ? "yes" : "no";
  }
}

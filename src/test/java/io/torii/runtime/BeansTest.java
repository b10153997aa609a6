package io.torii.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import java.util.List;
import org.junit.jupiter.api.Test;

class BeansTest {

  @Test
  void listsEveryBeanThatAScanWouldFind() {
    List<String> scanned =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.torii")
                .stream()
                .filter(
                    type ->
                        type.isAnnotatedWith(Dependent.class)
                            || type.isAnnotatedWith(ApplicationScoped.class))
                .map(JavaClass::getName)
                .toList();

    assertThat(Beans.ALL)
        .extracting(Class::getName)
        .containsExactlyInAnyOrderElementsOf(scanned)
        .isNotEmpty();
  }
}

package io.torii.manager;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API's description says what the code does. */
class OpenApiTest {

  private static final JsonNode DOCUMENT = OpenApi.document();

  @Test
  void itsOperationsAreThoseOfTheResources() {
    TreeSet<String> described = new TreeSet<>(OpenApi.operations());
    assertThat(described).isEqualTo(new TreeSet<>(served().keySet())).hasSizeGreaterThan(25);
  }

  @Test
  void itsParametersAreThoseOfTheResources() {
    served()
        .forEach(
            (operation, method) ->
                assertThat(described(operation)).as(operation).isEqualTo(taken(method)));
  }

  /** The parameters of a method as {@code query dryRun}. */
  private static Set<String> taken(Method method) {
    Set<String> names = new TreeSet<>();
    for (Parameter parameter : method.getParameters()) {
      if (parameter.isAnnotationPresent(QueryParam.class)) {
        names.add("query " + parameter.getAnnotation(QueryParam.class).value());
      } else if (parameter.isAnnotationPresent(HeaderParam.class)) {
        names.add("header " + parameter.getAnnotation(HeaderParam.class).value());
      } else if (parameter.isAnnotationPresent(PathParam.class)) {
        names.add("path " + parameter.getAnnotation(PathParam.class).value());
      }
    }
    return names;
  }

  private static Set<String> described(String operation) {
    Set<String> names = new TreeSet<>();
    JsonNode parameters = OpenApi.operation(operation).get("parameters");
    if (parameters != null) {
      for (JsonNode reference : parameters) {
        JsonNode parameter = DOCUMENT.at(reference.get("$ref").asString().substring(1));
        names.add(parameter.get("in").asString() + " " + parameter.get("name").asString());
      }
    }
    return names;
  }

  /** The methods of the resources by what {@link OpenApi#operations} calls them. */
  private static Map<String, Method> served() {
    Map<String, Method> served = new HashMap<>();
    for (Class<?> resource : new ManagerApplication().getClasses()) {
      Path path = resource.getAnnotation(Path.class);
      if (path != null && path.value().startsWith("api")) {
        for (Method method : resource.getMethods()) {
          operations(path.value().substring("api".length()), method)
              .forEach(operation -> served.put(operation, method));
        }
      }
    }
    return served;
  }

  private static List<String> operations(String path, Method method) {
    List<String> found = new ArrayList<>();
    for (Annotation annotation : method.getAnnotations()) {
      HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
      if (verb != null) {
        Path own = method.getAnnotation(Path.class);
        found.add(
            verb.value().toLowerCase(Locale.ROOT)
                + " "
                + path
                + (own == null ? "" : "/" + own.value()));
      }
    }
    return found;
  }

  static Stream<Class<?>> views() {
    return Stream.of(
        ServerResource.ServerView.class,
        ServerResource.ListenerView.class,
        ServerResource.HostView.class,
        RuleView.class,
        BalancerView.class,
        BalancerView.Stickiness.class,
        MemberView.class,
        MemberView.Check.class,
        MemberView.CheckResult.class,
        LatencyView.class,
        MemberFigures.PoolView.class,
        CertificateView.class,
        DrainView.class,
        SettingsView.class,
        ChangeView.class,
        ChangesResource.MadeView.class,
        EventView.class,
        ExplainResource.ExplainView.class,
        ExplainResource.StepView.class,
        ExplainResource.CandidateView.class,
        ExplainResource.SentView.class,
        ExplainResource.HeaderView.class,
        DiagnosisView.class,
        DiagnosisView.FindingView.class,
        Problem.class,
        Problem.FieldError.class);
  }

  @ParameterizedTest
  @MethodSource("views")
  void itsSchemasAreTheViews(Class<?> view) {
    JsonNode schema = schema(view.getSimpleName().replaceFirst("View$", ""));
    List<String> components =
        Arrays.stream(view.getRecordComponents()).map(RecordComponent::getName).toList();
    assertThat(names(schema.get("properties"))).isEqualTo(components);
    List<String> required = new ArrayList<>();
    schema.get("required").forEach(name -> required.add(name.asString()));
    assertThat(required).isEqualTo(components);
    for (RecordComponent component : view.getRecordComponents()) {
      assertThat(type(schema.get("properties").get(component.getName())))
          .as(component.toString())
          .isEqualTo(type(component.getType()));
    }
  }

  private static String type(JsonNode property) {
    JsonNode type = property.get("type");
    return type == null ? "object" : type.isArray() ? type.get(0).asString() : type.asString();
  }

  private static String type(Class<?> component) {
    if (component == boolean.class) {
      return "boolean";
    }
    if (component == int.class || component == long.class) {
      return "integer";
    }
    if (component == double.class || component == BigDecimal.class) {
      return "number";
    }
    if (component == String.class || component == Instant.class) {
      return "string";
    }
    return component == List.class ? "array" : "object";
  }

  @Test
  void itsSettingsAreTheFields() {
    assertThat(names(schema("MemberSettings").get("properties")))
        .isEqualTo(MemberFields.ALL.stream().map(Field::name).toList());
    assertThat(names(schema("BalancerSettings").get("properties")))
        .isEqualTo(BalancerFields.ALL.stream().map(Field::name).toList());
  }

  /** Or the page would be tested with what no server says. */
  @ParameterizedTest
  @MethodSource("recorded")
  void whatTheTestsOfThePageAnswerIsWhatTheApiSays(java.nio.file.Path file) throws IOException {
    String name = file.getFileName().toString().replace(".json", "");
    Schemas schemas = new Schemas(DOCUMENT);
    JsonNode schema = schemas.answer(name.equals("diagnose") ? "post" : "get", "/" + name);
    JsonNode recorded = new JsonMapper().readTree(Files.readString(file));
    assertThat(schemas.problems(schema, recorded)).isEmpty();
  }

  static List<java.nio.file.Path> recorded() throws IOException {
    try (Stream<java.nio.file.Path> files =
        Files.list(java.nio.file.Path.of("src/test/resources/manager"))) {
      return files.sorted().toList();
    }
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    assertThat(DOCUMENT.get("openapi").asString()).isEqualTo("3.1.0");
    List<String> references = DOCUMENT.findValuesAsString("$ref");
    assertThat(references).hasSizeGreaterThan(100);
    for (String reference : references) {
      assertThat(DOCUMENT.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
    }
  }

  @Test
  void whatIsNoJsonIsSaid() {
    assertThat(EventsResource.class.getMethods())
        .filteredOn(method -> method.getName().equals("stream"))
        .singleElement()
        .satisfies(
            method ->
                assertThat(method.getAnnotation(Produces.class).value())
                    .containsExactly("text/event-stream"));
  }

  private static JsonNode schema(String name) {
    return Objects.requireNonNull(DOCUMENT.at("/components/schemas/" + name));
  }

  private static List<String> names(JsonNode properties) {
    List<String> names = new ArrayList<>();
    names.addAll(properties.propertyNames());
    return names;
  }
}

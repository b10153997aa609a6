package io.torii.config;

import io.torii.config.change.Differences;
import io.torii.config.change.Overlay;
import io.torii.config.directives.Addresses;
import io.torii.config.directives.Catalogue;
import io.torii.config.directives.DirectiveConfig;
import io.torii.config.directives.Modules;
import io.torii.config.properties.PropertiesReader;
import io.torii.directive.DirectiveParser;
import io.torii.directive.Globs;
import io.torii.directive.Origin;
import io.torii.directive.Parsed;
import io.torii.directive.ParserSettings;
import io.torii.directive.Problem;
import io.torii.directive.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The way into this package: reads directive files, lays properties over them, checks the whole and
 * makes the model. Every problem is found in one go.
 */
public final class ConfigLoader {

  private static final String LISTEN = "torii.listen";

  private final LoadRequest request;
  private final Problems problems = new Problems();
  private final Optional<PropertiesReader> properties;

  /**
   * The files as they were read, from which more than one configuration can be made.
   *
   * @param searched folders in which a new file would count
   * @param problems those that came up while reading
   */
  private record Source(List<Path> files, Set<Path> searched, Parsed parsed, Problems problems) {}

  private ConfigLoader(LoadRequest request) {
    this.request = request;
    this.properties = request.properties().map(config -> new PropertiesReader(config, problems));
  }

  /** Loads a configuration; what is wrong with it stands in the result. */
  public static Loaded load(LoadRequest request) {
    return build(request, new ConfigLoader(request).read(), Differences.NONE);
  }

  private Source read() {
    Set<Path> searched = new LinkedHashSet<>();
    List<Path> files = files(searched);
    Parsed parsed = new DirectiveParser(settings(), problems).parse(files);
    return new Source(files, searched, parsed, problems);
  }

  private static Loaded build(LoadRequest request, Source source, Differences differences) {
    ConfigLoader loader = new ConfigLoader(request);
    loader.problems.addAll(source.problems());
    return loader.build(source, differences);
  }

  private Loaded build(Source source, Differences differences) {
    List<Path> files = source.files();
    DirectiveConfig draft =
        new DirectiveConfig(source.parsed(), request.environment(), problems).read();
    properties.ifPresent(reader -> lay(reader, draft));
    Overlay.Outcome overlaid = draft.lay(differences);
    boolean nothing = files.isEmpty() && !problems.hasErrors();
    ProxyConfig config =
        draft.build(
            manager(source, draft),
            properties.map(PropertiesReader::observe).orElse(ObserveConfig.DEFAULT),
            properties.map(PropertiesReader::ports).orElse(Map.of()),
            request.inContainer());
    if (!request.inContainer()) {
      lookIntoCertificates(config);
    }
    if (nothing && config.balancers().isEmpty() && config.main().rules().isEmpty()) {
      problems.error(
          Origin.property("torii.conf"),
          "There is no configuration: name a directive file with -f or torii.conf, or write"
              + " properties such as \"torii.proxy-pass.app=/app http://10.0.0.5:8080/app\".");
    }
    Set<Path> watched = new LinkedHashSet<>(source.searched());
    watched.addAll(config.files());
    return new Loaded(
        problems.hasErrors() ? Optional.empty() : Optional.of(config),
        inOrder(),
        new ArrayList<>(watched),
        draft.account(),
        overlaid,
        others -> build(request, source, others));
  }

  private ManagerConfig manager(Source source, DirectiveConfig draft) {
    ManagerConfig manager =
        properties
            .map(reader -> reader.manager(!source.files().isEmpty()))
            .orElse(ManagerConfig.NOWHERE);
    if (manager.changesFile().isPresent() || !draft.persists()) {
      return manager;
    }
    // systemd's StateDirectory=
    String state = request.environment().get("STATE_DIRECTORY");
    Path folder = state == null ? source.parsed().serverRoot() : Path.of(state);
    return manager.keptIn(folder.resolve(KeptChanges.NAME));
  }

  /** Hosts that share their settings share their problem: it is told once. */
  private void lookIntoCertificates(ProxyConfig config) {
    Set<ServerTls> seen = new LinkedHashSet<>();
    Stream.concat(config.hosts().stream(), Stream.of(config.main()))
        .filter(host -> host.tls().filter(seen::add).isPresent())
        .forEach(
            host ->
                host.tls()
                    .flatMap(request.certificates()::problem)
                    .ifPresent(message -> problems.error(host.origin(), message)));
  }

  private ParserSettings settings() {
    return new ParserSettings(
        request.environment(),
        request.defines(),
        Modules::known,
        Catalogue::has,
        Optional.empty(),
        this::isOfChanges);
  }

  /**
   * What Torii itself writes is read by no Include, though ServerRoot may be an included folder.
   */
  private boolean isOfChanges(Path file) {
    return KeptChanges.areNamed(file)
        || properties
            .flatMap(PropertiesReader::changesFile)
            .filter(changes -> new KeptChanges(changes).has(file))
            .isPresent();
  }

  private List<Path> files(Set<Path> searched) {
    List<String> patterns = new ArrayList<>(request.files());
    properties.ifPresent(reader -> patterns.addAll(reader.directiveFiles()));
    List<Path> files = new ArrayList<>();
    for (String pattern : patterns) {
      try {
        List<Path> found = Globs.files(pattern, Path.of(""), this::isOfChanges, searched);
        if (found.isEmpty()) {
          problems.error(
              Origin.property(pattern), "There is no such file: check -f or torii.conf.");
        }
        files.addAll(found);
      } catch (IOException e) {
        problems.error(Origin.property(pattern), "It cannot be read: " + e.getMessage() + ".");
      }
    }
    return files;
  }

  private void lay(PropertiesReader reader, DirectiveConfig draft) {
    List<ListenAddress> listen = new ArrayList<>();
    Origin origin = Origin.property(LISTEN);
    for (String address : reader.listen()) {
      try {
        listen.add(Addresses.listen(List.of(address.split("\\s+")), origin));
      } catch (InvalidValueException e) {
        problems.error(origin, String.valueOf(e.getMessage()));
      }
    }
    if (!listen.isEmpty()) {
      draft.listen(listen);
    }
    PropertiesReader.Rules rules = reader.apply(draft.assembly());
    draft.putFirst(rules.rules(), rules.reverse());
  }

  /** Errors first; then file by file as they came up, and from top to bottom. */
  private List<Problem> inOrder() {
    List<String> sources =
        problems.all().stream().map(p -> p.origin().source()).distinct().toList();
    return problems.all().stream()
        .distinct()
        .sorted(
            Comparator.comparing(Problem::severity)
                .thenComparing(p -> sources.indexOf(p.origin().source()))
                .thenComparing(p -> p.origin().line()))
        .toList();
  }
}

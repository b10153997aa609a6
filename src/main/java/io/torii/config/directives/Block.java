package io.torii.config.directives;

import io.torii.config.AuthConfig;
import io.torii.config.ProxyRule;
import io.torii.config.RequestSettings;
import io.torii.config.RequestSettingsBuilder;
import io.torii.config.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part of the configuration while it is read: a server, or a section of one. Directives put what
 * they mean here.
 */
final class Block {

  private final Context context;
  private final ServerDraft server;
  private final String argument;
  private final Section.@Nullable Match match;
  private final Values values;
  private final RequestSettingsBuilder settings;
  private final RequirementDraft requirement;
  private final Conditionals conditionals;
  private final List<Section> files = new ArrayList<>();

  private Block(
      Context context,
      ServerDraft server,
      String argument,
      Section.@Nullable Match match,
      Values values,
      RequestSettingsBuilder settings,
      RequirementDraft requirement) {
    this.context = context;
    this.server = server;
    this.argument = argument;
    this.match = match;
    this.values = values;
    this.settings = settings;
    this.requirement = requirement;
    this.conditionals = new Conditionals();
  }

  /** What stands in a server outside of its sections. */
  static Block ofServer(Context context, ServerDraft server, Values values) {
    return new Block(
        context,
        server,
        "",
        null,
        values,
        new RequestSettingsBuilder(),
        RequirementDraft.implicit());
  }

  /**
   * A Location or Proxy section.
   *
   * @param argument the path or URL as written
   * @param match how it is compared
   */
  Block section(Context sectionContext, String argument, Section.Match match) {
    return new Block(
        sectionContext,
        server,
        argument,
        match,
        values.inner(),
        new RequestSettingsBuilder(),
        RequirementDraft.implicit());
  }

  /** A branch of an If in this block. */
  Block branch() {
    return new Block(
        Context.IF,
        server,
        argument,
        match,
        values,
        new RequestSettingsBuilder(),
        RequirementDraft.implicit());
  }

  /** A RequireAny, RequireAll or RequireNone in this block. */
  Block requirements(RequirementDraft container) {
    return new Block(Context.REQUIRE, server, argument, match, values, settings, container);
  }

  Context context() {
    return context;
  }

  ServerDraft server() {
    return server;
  }

  /** The path or URL of the section this is, or is in; empty in a server. */
  String argument() {
    return argument;
  }

  /** What the section this is, or is in, matches. */
  Optional<Section.Match> match() {
    return Optional.ofNullable(match);
  }

  /** The path that a plain Location stands for. */
  Optional<String> locationPath() {
    return context == Context.LOCATION && match instanceof Section.Match.Prefix prefix
        ? Optional.of(prefix.text())
        : Optional.empty();
  }

  /**
   * The URL of the Proxy section this is; null in anything else, as the members' scope wants it.
   */
  @Nullable String proxyUrl() {
    return context == Context.PROXY ? argument : null;
  }

  boolean inServer() {
    return context == Context.SERVER || context == Context.VIRTUAL_HOST;
  }

  Values values() {
    return values;
  }

  RequestSettingsBuilder settings() {
    return settings;
  }

  RequirementDraft requirement() {
    return requirement;
  }

  Conditionals conditionals() {
    return conditionals;
  }

  /** The Files sections in this one. */
  List<Section> files() {
    return files;
  }

  void authenticate(AuthConfig auth) {
    settings.auth = settings.auth.merge(auth);
  }

  /** The ProxyPass of a Location: the last one counts. */
  Optional<ProxyRule> replaceAlias(ProxyRule rule) {
    Optional<ProxyRule> former = Optional.ofNullable(settings.alias);
    settings.alias = rule;
    return former;
  }

  /** Everything that was read into this block. */
  RequestSettings finish() {
    requirement.result().ifPresent(r -> settings.require = r);
    settings.conditionals.addAll(conditionals.finish());
    return settings.build();
  }
}

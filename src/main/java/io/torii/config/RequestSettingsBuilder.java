package io.torii.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers {@link RequestSettings}, from directives one by one or from settings over settings. */
public final class RequestSettingsBuilder {

  public @Nullable Boolean preserveHost;
  public @Nullable Boolean addHeaders;
  public @Nullable Boolean interpolateEnv;
  public @Nullable Boolean expectContinue;
  public @Nullable ErrorOverride errorOverride;
  public @Nullable Long bodyLimit;
  public @Nullable Handler handler;
  public AuthConfig auth = AuthConfig.NONE;
  public @Nullable Requirement require;
  public @Nullable ProxyRule alias;
  public final Map<Integer, ErrorDocument> errorDocuments = new LinkedHashMap<>();
  public final List<HeaderRule> requestHeaders = new ArrayList<>();
  public final List<HeaderRule> responseHeaders = new ArrayList<>();
  public final List<EnvRule> env = new ArrayList<>();
  public final List<RedirectRule> redirects = new ArrayList<>();
  public final List<ReverseRule> reverse = new ArrayList<>();
  public final List<ConditionalSection> conditionals = new ArrayList<>();
  public FileOptions files = FileOptions.NONE;

  public RequestSettingsBuilder() {}

  public RequestSettingsBuilder(RequestSettings start) {
    add(start);
  }

  /** Lays {@code over} on top of what is here. */
  public RequestSettingsBuilder add(RequestSettings over) {
    preserveHost = or(over.preserveHost(), preserveHost);
    addHeaders = or(over.addHeaders(), addHeaders);
    interpolateEnv = or(over.interpolateEnv(), interpolateEnv);
    expectContinue = or(over.expectContinue(), expectContinue);
    errorOverride = or(over.errorOverride(), errorOverride);
    bodyLimit = or(over.bodyLimit(), bodyLimit);
    handler = or(over.handler(), handler);
    auth = auth.merge(over.auth());
    require = or(over.require(), require);
    alias = or(over.alias(), alias);
    errorDocuments.putAll(over.errorDocuments());
    requestHeaders.addAll(over.requestHeaders());
    responseHeaders.addAll(over.responseHeaders());
    env.addAll(over.env());
    redirects.addAll(over.redirects());
    reverse.addAll(over.reverse());
    conditionals.addAll(over.conditionals());
    files = files.merge(over.files());
    return this;
  }

  public RequestSettings build() {
    return new RequestSettings(
        preserveHost,
        addHeaders,
        interpolateEnv,
        expectContinue,
        errorOverride,
        bodyLimit,
        handler,
        auth,
        require,
        alias,
        errorDocuments,
        requestHeaders,
        responseHeaders,
        env,
        redirects,
        reverse,
        conditionals,
        files);
  }

  private static <T> @Nullable T or(@Nullable T over, @Nullable T here) {
    return over != null ? over : here;
  }
}

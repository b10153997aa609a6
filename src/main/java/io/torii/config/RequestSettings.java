package io.torii.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What may differ from path to path: everything that a Location, a Proxy section or an If can
 * carry. A null is "not written here"; lists add up when sections merge, single values are
 * replaced.
 *
 * <p>For a request the server's own settings come first, then the Proxy sections that match its
 * target, then the Locations that match its path, then the Ifs that hold; each over the ones
 * before.
 *
 * @param preserveHost ProxyPreserveHost (default off)
 * @param addHeaders ProxyAddHeaders (default on)
 * @param interpolateEnv ProxyPassInterpolateEnv (default off)
 * @param expectContinue Proxy100Continue (default on)
 * @param errorOverride ProxyErrorOverride (default off)
 * @param bodyLimit LimitRequestBody in bytes; 0 for none (the default)
 * @param handler SetHandler
 * @param auth who somebody is
 * @param require who may pass; null for everybody
 * @param alias the ProxyPass of a Location
 * @param errorDocuments by status
 * @param requestHeaders RequestHeader, in order
 * @param responseHeaders Header, in order
 * @param env SetEnvIf and its kin, in order
 * @param redirects in order
 * @param reverse ProxyPassReverse and its kin, in order
 * @param conditionals If blocks, in order
 * @param files Options and AllowOverride
 */
public record RequestSettings(
    @Nullable Boolean preserveHost,
    @Nullable Boolean addHeaders,
    @Nullable Boolean interpolateEnv,
    @Nullable Boolean expectContinue,
    @Nullable ErrorOverride errorOverride,
    @Nullable Long bodyLimit,
    @Nullable Handler handler,
    AuthConfig auth,
    @Nullable Requirement require,
    @Nullable ProxyRule alias,
    Map<Integer, ErrorDocument> errorDocuments,
    List<HeaderRule> requestHeaders,
    List<HeaderRule> responseHeaders,
    List<EnvRule> env,
    List<RedirectRule> redirects,
    List<ReverseRule> reverse,
    List<ConditionalSection> conditionals,
    FileOptions files) {

  /** Nothing written. */
  public static final RequestSettings EMPTY = new RequestSettingsBuilder().build();

  public RequestSettings {
    errorDocuments = Map.copyOf(errorDocuments);
    requestHeaders = List.copyOf(requestHeaders);
    responseHeaders = List.copyOf(responseHeaders);
    env = List.copyOf(env);
    redirects = List.copyOf(redirects);
    reverse = List.copyOf(reverse);
    conditionals = List.copyOf(conditionals);
  }

  /** These settings with {@code over} on top; neither is changed. */
  public RequestSettings merge(RequestSettings over) {
    return new RequestSettingsBuilder(this).add(over).build();
  }

  public boolean preservesHost() {
    return preserveHost != null && preserveHost;
  }

  public boolean addsHeaders() {
    return addHeaders == null || addHeaders;
  }

  public boolean interpolatesEnv() {
    return interpolateEnv != null && interpolateEnv;
  }

  public boolean forwardsExpect() {
    return expectContinue == null || expectContinue;
  }

  public ErrorOverride overrides() {
    return errorOverride == null ? ErrorOverride.OFF : errorOverride;
  }

  public boolean isManager() {
    return handler == Handler.BALANCER_MANAGER;
  }

  public boolean isStatus() {
    return handler == Handler.SERVER_STATUS;
  }
}

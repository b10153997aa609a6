package io.torii.manager;

import io.torii.rule.OwnName;
import io.torii.rule.Request;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets through only those changes that an operator wants: a page of somebody else's in an
 * operator's browser cannot make one, nor can it where nobody logs in and its name leads here. And
 * nothing that the manager says is stored on the way.
 */
@Provider
public class ChangeGuard implements ContainerRequestFilter, ContainerResponseFilter {

  private static final Set<String> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private static final int FORBIDDEN = 403;

  @Context private @Nullable HttpServletRequest in;
  @Context private @Nullable ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request) {
    if (SAFE.contains(request.getMethod()) || in == null) {
      return;
    }
    String path = request.getUriInfo().getPath();
    if (path.equals(PageResource.PATH) || path.equals("/" + PageResource.PATH)) {
      return; // httpd's forms have a guard of their own: ClassicManager
    }
    String foreign = foreign(request);
    if (foreign != null) {
      throw Problem.of(
          FORBIDDEN, "The request comes from a page of " + foreign + ", not of the manager.");
    }
    Request asked = Actor.request(in);
    if (asked != null) {
      OwnName.refusal(asked)
          .ifPresent(
              refusal -> {
                throw Problem.of(FORBIDDEN, refusal);
              });
    }
    // Not injected: not every server makes its providers by CDI.
    CDI.current().select(Roles.class).get().demandOperator(in);
    if (resource != null) {
      Query.check(request.getUriInfo().getQueryParameters(), resource.getResourceMethod());
    }
  }

  /**
   * The other site whose page has sent it. Browsers say where a request comes from; whoever is no
   * browser says nothing, and cannot be led to send somebody else's password.
   */
  private static @Nullable String foreign(ContainerRequestContext request) {
    String site = request.getHeaderString("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      return "another site";
    }
    String host = String.valueOf(request.getHeaderString("Host"));
    for (String field : new String[] {"Origin", "Referer"}) {
      String value = request.getHeaderString(field);
      if (value != null && !host.equalsIgnoreCase(authority(value))) {
        return value;
      }
    }
    return null;
  }

  private static String authority(String url) {
    try {
      String authority = new URI(url).getRawAuthority();
      return authority == null ? "" : authority;
    } catch (URISyntaxException e) {
      return "";
    }
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    response.getHeaders().putIfAbsent("Cache-Control", List.of("no-store"));
    response.getHeaders().putSingle("X-Content-Type-Options", "nosniff");
  }
}

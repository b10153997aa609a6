package io.torii.manager;

import io.torii.http.HtmlText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.InternalServerErrorException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** The balancer-manager for people. */
@ApplicationScoped
@Path("page")
public class PageResource {

  static final String FILE = "index.html";

  /** In the file, where the manager is as seen from the page. */
  private static final String PREFIX = "@prefix@";

  /** Nothing but the page's own files, and no markup or script that a value could bring. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  /**
   * The page. Everything else it takes from {@link AssetResource} and the API.
   *
   * @throws InternalServerErrorException if it is not packaged
   */
  @GET
  public Response page(@Context HttpServletRequest request) {
    PageFiles.PageFile file =
        PageFiles.find(FILE)
            .orElseThrow(() -> new InternalServerErrorException(FILE + " is not packaged."));
    Object asked = request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI);
    String html =
        file.text()
            .replace(PREFIX, HtmlText.escape(prefix(asked == null ? null : asked.toString())));
    return Response.ok(html)
        .type(file.type())
        .header("Cache-Control", "no-store")
        .header("Content-Security-Policy", POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "same-origin")
        .build();
  }

  /**
   * Where the manager is, relative to the page: it is at {@code PREFIX} as well as at {@code
   * PREFIX/}, and a proxy in front of this one may have moved both.
   *
   * @param asked the path that the client asked for
   */
  static String prefix(@Nullable String asked) {
    String name = asked == null ? "" : asked.substring(asked.lastIndexOf('/') + 1);
    // The dot keeps a colon in the name from being read as a scheme (RFC 3986 §4.2).
    return name.isEmpty() ? "." : "./" + name;
  }
}

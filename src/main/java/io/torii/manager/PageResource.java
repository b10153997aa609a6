package io.torii.manager;

import io.torii.http.HtmlText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.InternalServerErrorException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The balancer-manager for people. */
@ApplicationScoped
@Path(PageResource.PATH)
public class PageResource {

  static final String PATH = "page";
  static final String FILE = "index.html";

  /** In the file, where the manager is as seen from the page. */
  private static final String PREFIX = "@prefix@";

  /** Nothing but the page's own files, and no markup or script that a value could bring. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  @Inject ClassicManager classic;

  /** For CDI, which makes it without arguments. */
  public PageResource() {}

  /** What httpd's balancer-manager answers to a GET with parameters, or the page. */
  @GET
  public Response get(@Context HttpServletRequest in) {
    ClassicParameters parameters = ClassicParameters.ofQuery(in.getQueryString());
    return answer(in, classic.answer(in, parameters, false));
  }

  /** A form of httpd's balancer-manager; the page is its answer, too. */
  @POST
  public Response post(@Context HttpServletRequest in, @Nullable InputStream body)
      throws IOException {
    byte[] read = body == null ? new byte[0] : body.readNBytes(ClassicParameters.MOST_BYTES);
    return answer(in, classic.answer(in, ClassicParameters.ofBody(read), true));
  }

  private static Response answer(HttpServletRequest in, Optional<String> xml) {
    return xml.isEmpty()
        ? page(in)
        : Response.ok(xml.get(), MediaType.TEXT_XML_TYPE.withCharset("utf-8"))
            .header("Cache-Control", "no-store")
            .header("X-Content-Type-Options", "nosniff")
            .build();
  }

  /**
   * The page. Everything else it takes from {@link AssetResource} and the API.
   *
   * @throws InternalServerErrorException if it is not packaged
   */
  private static Response page(HttpServletRequest request) {
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

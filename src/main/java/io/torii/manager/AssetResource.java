package io.torii.manager;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

/** Script, style and pictures of the page. */
@ApplicationScoped
@Path("assets")
public class AssetResource {

  /**
   * One of them, or 304 if the client has it: it asks each time, so a new version is a new page.
   *
   * @throws NotFoundException if there is none of that name
   */
  @GET
  @Path("{name}")
  public Response asset(@PathParam("name") String name, @Context Request request) {
    PageFiles.PageFile file =
        PageFiles.find(name)
            .filter(found -> !name.equals(PageResource.FILE))
            .orElseThrow(() -> new NotFoundException("The page has no file of that name."));
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(file.tag());
    Response.ResponseBuilder answer =
        unchanged == null ? Response.ok(file.text()).type(file.type()) : unchanged;
    return answer
        .tag(file.tag())
        .header("Cache-Control", "no-cache")
        .header("X-Content-Type-Options", "nosniff")
        .build();
  }
}

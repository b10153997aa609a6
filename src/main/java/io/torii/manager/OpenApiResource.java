package io.torii.manager;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.InternalServerErrorException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.InputStream;

/** The API's own description. */
@ApplicationScoped
@Path("api/openapi.yaml")
public class OpenApiResource {

  private static final String FILE = "openapi.yaml";

  /** OpenAPI 3.0, as it is packaged. */
  @GET
  @Produces("application/yaml;charset=UTF-8")
  public byte[] description() throws IOException {
    try (InputStream in = OpenApiResource.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new InternalServerErrorException(FILE + " is not packaged.");
      }
      return in.readAllBytes();
    }
  }
}

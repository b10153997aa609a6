package io.torii.manager;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What should not happen: 500 in JSON, the reason in the log only. */
@Provider
public class FailedRequest implements ExceptionMapper<RuntimeException> {

  private static final Logger LOG = LoggerFactory.getLogger(FailedRequest.class);

  @Override
  public Response toResponse(RuntimeException failure) {
    LOG.error("The balancer-manager failed to answer", failure);
    return Problem.response(
        Response.serverError().build(),
        "The manager failed to answer; the error log says why.",
        List.of());
  }
}

package io.torii.manager;

import io.torii.admin.Administration;
import io.torii.admin.Drains;
import io.torii.exchange.ServerFacts;

/**
 * What the manager changes and asks. The runtime provides it as a CDI bean.
 *
 * <p>Every method throws {@link jakarta.ws.rs.ServiceUnavailableException} before the start and
 * after the end.
 */
public interface Operations {

  Administration administration();

  Drains drains();

  ServerFacts facts();

  MemberFigures figures();

  /** The version of the product. */
  String version();

  /** {@code starting}, {@code serving}, {@code draining} or {@code stopped}. */
  String lifecycle();
}

package io.torii.home;

import io.torii.ops.Web;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;

/**
 * A place where the product runs, started once and used for one deployment after the other. It
 * listens on 127.0.0.1.
 */
public interface Home extends AutoCloseable {

  /** Which one it is. */
  Container container();

  /** The port for HTTP in clear text. */
  int port();

  /** The process that the product runs in. */
  long pid();

  /**
   * Deploys the product at {@code /}, configured by MicroProfile Config.
   *
   * @throws DeploymentFailed if it does not start
   */
  void deploy(Map<String, String> properties);

  /**
   * Deploys an archive at {@code /} as it is.
   *
   * @throws UnsupportedOperationException where nothing but the product can run
   */
  void deploy(Path war);

  /** Takes away what is deployed. */
  void undeploy();

  /** The product's readiness, wherever this place tells it. */
  default HttpResponse<String> ready() {
    return Web.get(front() + "/balancer-manager/health/ready");
  }

  /** Where the product answers, without a slash at its end. */
  default String front() {
    return "http://127.0.0.1:" + port();
  }

  /** Ends what was started for it. */
  @Override
  void close();

  /** A deployment that the server has refused. */
  final class DeploymentFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * A refusal.
     *
     * @param said what the server has told whoever deploys, and what it has logged about it
     */
    public DeploymentFailed(String said) {
      super(said);
    }
  }
}

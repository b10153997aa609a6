package io.torii.standalone;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLSession;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.net.SSLSupport;
import org.apache.tomcat.util.net.jsse.JSSEImplementation;
import org.apache.tomcat.util.net.jsse.JSSESupport;

/** Java's TLS, which remembers which name the client has asked for: the container forgets it. */
public final class NamedTls extends JSSEImplementation {

  /** The request attribute with the name. */
  private static final String NAME = "io.torii.sni";

  @Override
  public SSLSupport getSSLSupport(SSLSession session, Map<String, List<String>> additional) {
    return new Named(session, additional);
  }

  private static final class Named extends JSSESupport {

    private final SSLSession session;

    Named(SSLSession session, Map<String, List<String>> additional) {
      super(session, additional);
      this.session = session;
    }

    Optional<String> name() {
      if (!(session instanceof ExtendedSSLSession extended)) {
        return Optional.empty();
      }
      return extended.getRequestedServerNames().stream()
          .filter(SNIHostName.class::isInstance)
          .map(name -> ((SNIHostName) name).getAsciiName().toLowerCase(Locale.ROOT))
          .findFirst();
    }
  }

  /** Hands the name on to the application. */
  static final class Valve extends ValveBase {

    Valve() {
      super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
      if (request.isSecure() && request.getAttribute(SSLSupport.SESSION_MGR) instanceof Named tls) {
        tls.name().ifPresent(name -> request.setAttribute(NAME, name));
      }
      getNext().invoke(request, response);
    }
  }
}

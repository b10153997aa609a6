package io.torii.testkit;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.ModalCloseable;

/**
 * A client that verifies what it is shown, keeps its connections, tries nothing twice, and finds
 * every host on this machine.
 */
public final class Browser implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 20;

  private static final DnsResolver HERE =
      new DnsResolver() {
        @Override
        public InetAddress[] resolve(String host) {
          return new InetAddress[] {InetAddress.getLoopbackAddress()};
        }

        @Override
        public String resolveCanonicalHostname(String host) {
          return host;
        }
      };

  private final Exchange exchange;
  private final ModalCloseable client;

  private Browser(Exchange exchange, ModalCloseable client) {
    this.exchange = exchange;
    this.client = client;
  }

  @FunctionalInterface
  private interface Exchange {
    Answer get(String url, String... fields) throws IOException;
  }

  /**
   * What came back.
   *
   * @param protocol such as {@code HTTP/2.0}
   * @param ownPort the client's end of the connection
   */
  public record Answer(String protocol, int status, List<Header> fields, String body, int ownPort) {

    private static Answer of(HttpResponse response, String body, HttpClientContext context) {
      return new Answer(
          response.getVersion().toString(),
          response.getCode(),
          List.of(response.getHeaders()),
          body,
          ((InetSocketAddress) context.getEndpointDetails().getLocalAddress()).getPort());
    }

    /** The first of that name. */
    public Optional<String> header(String name) {
      for (Header field : fields) {
        if (field.getName().equalsIgnoreCase(name)) {
          return Optional.of(field.getValue());
        }
      }
      return Optional.empty();
    }
  }

  /** Knows HTTP/1.1 and nothing else. */
  public static Browser http1(SSLContext tls) {
    CloseableHttpClient client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(HERE)
                    .setTlsSocketStrategy(
                        ClientTlsStrategyBuilder.create().setSslContext(tls).buildClassic())
                    .build())
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .build();
    return new Browser(
        (url, fields) -> {
          ClassicRequestBuilder request = ClassicRequestBuilder.get(url);
          for (int i = 0; i < fields.length; i += 2) {
            request.addHeader(fields[i], fields[i + 1]);
          }
          ClassicHttpRequest built = request.build();
          HttpClientContext context = HttpClientContext.create();
          return client.execute(
              built,
              context,
              response -> Answer.of(response, EntityUtils.toString(response.getEntity()), context));
        },
        client);
  }

  /** Offers HTTP/2 and HTTP/1.1, and speaks what the server chooses. */
  public static Browser http2(SSLContext tls) {
    CloseableHttpAsyncClient client =
        HttpAsyncClients.custom()
            .setConnectionManager(
                PoolingAsyncClientConnectionManagerBuilder.create()
                    .setDnsResolver(HERE)
                    .setTlsStrategy(
                        ClientTlsStrategyBuilder.create().setSslContext(tls).buildAsync())
                    .build())
            .setIoReactorExceptionCallback(
                e -> {
                  // It is closed while it works; what goes wrong in an exchange is the exchange's.
                })
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .build();
    client.start();
    return new Browser(
        (url, fields) -> {
          SimpleRequestBuilder request = SimpleRequestBuilder.get(url);
          for (int i = 0; i < fields.length; i += 2) {
            request.addHeader(fields[i], fields[i + 1]);
          }
          return exchange(client, request.build());
        },
        client);
  }

  private static Answer exchange(CloseableHttpAsyncClient client, SimpleHttpRequest request)
      throws IOException {
    HttpClientContext context = HttpClientContext.create();
    try {
      SimpleHttpResponse response =
          client.execute(request, context, null).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      String body = response.getBodyText();
      return Answer.of(response, body == null ? "" : body, context);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e);
    } catch (TimeoutException e) {
      throw new IOException("no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  /**
   * The answer to a GET.
   *
   * @param fields names and values in turn
   * @throws IOException also if the server's certificate is not accepted
   */
  public Answer get(String url, String... fields) throws IOException {
    return exchange.get(url, fields);
  }

  /** Does not wait for the server to say goodbye. */
  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
  }
}

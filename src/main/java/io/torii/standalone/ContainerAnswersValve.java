package io.torii.standalone;

import io.torii.http.Headers;
import io.torii.servlet.ContainerAnswers;
import java.io.IOException;
import org.apache.catalina.AccessLog;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives what Tomcat answers itself our error page, and a line in our access log. */
final class ContainerAnswersValve extends ErrorReportValve implements AccessLog {

  private static final Logger LOG = LoggerFactory.getLogger(ContainerAnswersValve.class);

  private final ContainerAnswers answers;

  ContainerAnswersValve(ContainerAnswers answers) {
    this.answers = answers;
  }

  @Override
  protected void report(Request request, Response response, @Nullable Throwable throwable) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    try {
      Headers headers = new Headers();
      byte[] page = answers.page(request, status, headers);
      headers.forEach(field -> response.setHeader(field.name(), field.value()));
      response.setContentLength(page.length);
      if (!"HEAD".equals(request.getMethod())) {
        response.getOutputStream().write(page);
      }
      response.finishResponse();
    } catch (IOException e) {
      LOG.debug("an error page is not sent", e);
    }
  }

  /** For each request when it is over, refused or not. */
  @Override
  public void log(Request request, Response response, long time) {
    if (request.getRemoteAddr() == null) {
      return; // the connection is gone: there was no request
    }
    answers.log(
        request,
        response.getStatus(),
        () -> headers(response),
        response.getBytesWritten(false),
        time);
  }

  private static Headers headers(Response response) {
    Headers headers = new Headers();
    for (String name : response.getHeaderNames()) {
      response.getHeaders(name).forEach(value -> headers.add(name, value));
    }
    return headers;
  }

  @Override
  public void setRequestAttributesEnabled(boolean requestAttributesEnabled) {
    // of no use here
  }

  @Override
  public boolean getRequestAttributesEnabled() {
    return false;
  }
}

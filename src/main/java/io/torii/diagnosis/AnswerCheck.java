package io.torii.diagnosis;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLException;

/** A member that takes a request and answers nothing that is of use; or that is well. */
final class AnswerCheck implements Check.OfMember {

  @Override
  public String name() {
    return "answer";
  }

  @Override
  public String finds() {
    return "a member that does not answer, that does not speak HTTP, or that answers 5xx; `ok` for"
        + " one that is well";
  }

  @Override
  public List<Finding> look(Visit visit, Visitor visitor) {
    if (visit.outcome() instanceof Visit.NoAnswer no) {
      return List.of(none(visit, no));
    }
    return visit.answered().map(a -> List.of(judged(visit, a))).orElse(List.of());
  }

  private Finding judged(Visit visit, Visit.Answered answered) {
    int status = answered.response().status();
    String evidence = Visit.text(visit.approach(), answered);
    if (status < 500 || status == 501) { // the latter knows no GET, which is all we have sent
      return finding(Severity.OK, visit.subject(), "The member answers.", "", evidence);
    }
    return finding(
        Severity.ERROR,
        visit.subject(),
        "The member answers with an error of its own: " + status + ".",
        status == 503
            ? "Look whether its application is deployed and started, and into its own log;"
                + " failonstatus=503 would have it left alone meanwhile."
            : "Look into the member's own log.",
        evidence);
  }

  private Finding none(Visit visit, Visit.NoAnswer no) {
    IOException failure = no.failure();
    String evidence =
        "GET "
            + visit.approach().path()
            + ": "
            + Certificates.reason(failure)
            + ", after "
            + no.after().toMillis()
            + " ms";
    if (failure instanceof SocketTimeoutException) {
      Duration timeout = visit.approach().member().config().transport().timeout();
      if (no.after().compareTo(timeout) < 0) {
        return finding(
            Severity.WARNING,
            visit.subject(),
            "The member has not answered within the time that a diagnosis has for it, though it may"
                + " take "
                + timeout.toMillis()
                + " ms.",
            "If that page takes so long by its nature, nothing is wrong; else look at its load and"
                + " whether all of its threads are busy or stuck.",
            evidence);
      }
      return finding(
          Severity.ERROR,
          visit.subject(),
          "The member takes a connection and a request, and then says nothing.",
          "Look at its load and whether all of its threads are busy or stuck (a thread dump shows);"
              + " requests wait for timeout= or ProxyTimeout, which is "
              + timeout.toMillis()
              + " ms here.",
          evidence);
    }
    if (failure instanceof ProtocolException) {
      return finding(
          Severity.ERROR,
          visit.subject(),
          "What the member answers is not HTTP/1.",
          "Check its port: an AJP, HTTP/2-only or database port looks like this. Write the port of"
              + " its http connector.",
          evidence);
    }
    return finding(
        Severity.ERROR,
        visit.subject(),
        "The member closes the connection without an answer.",
        failure instanceof SSLException
            ? "If it wants a certificate of us, write SSLProxyMachineCertificateFile; else look into"
                + " its own log."
            : "Look into its own log; a member that is overloaded or that admits only some addresses"
                + " does this.",
        evidence);
  }
}

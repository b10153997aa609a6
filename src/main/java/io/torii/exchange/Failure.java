package io.torii.exchange;

import java.util.Locale;

/**
 * What went wrong between us and a member, before there was a response. The retry loop asks only
 * the questions of this type and never looks at exceptions.
 *
 * @param kind the row of the failure table
 * @param detail one sentence for the log: what happened, with addresses
 * @param sent true if a byte of the request may have reached the member
 * @param reused true if it happened on a pooled connection that had served a request before
 */
public record Failure(Kind kind, String detail, boolean sent, boolean reused) implements Attempt {

  /** True if another member may be asked: this one has processed nothing of the request. */
  public boolean failsOver() {
    return kind.failsOver;
  }

  /** True if the member goes into the error state for it. */
  public boolean blamesMember() {
    return kind.blamesMember;
  }

  @Override
  public int status() {
    return kind.status;
  }

  /** The AH code of the event. */
  public String code() {
    return kind.code;
  }

  /** True if nobody is there to be answered. */
  boolean clientGone() {
    return kind == Kind.CLIENT_GONE;
  }

  /** One sentence: what an administrator should look at. */
  public String remedy() {
    return kind.remedy;
  }

  /**
   * True if the connection broke before the head of a response was whole: as a kept one goes away
   * just as we write on it, or as a member that stops drops what it has not looked at yet. httpd
   * then closes the client's connection, for a browser to try again; we do that in its place, on a
   * fresh connection, if the method is idempotent and the body can be repeated (RFC 9110 §9.2.2).
   */
  public boolean brokeOff() {
    return kind == Kind.NO_RESPONSE || kind == Kind.WRITE;
  }

  /** The failure table, as httpd has it: status, failover and blame by what happened and when. */
  public enum Kind {
    /** Refused or unreachable at an address, and connected at none. */
    CONNECT(
        503,
        true,
        true,
        "AH00957",
        "Check that the member is running and that its address, port and firewall let us in."),
    /** No answer within connectiontimeout, at every address. */
    CONNECT_TIMEOUT(
        503,
        true,
        true,
        "AH00957",
        "Check that the member is running and that its address, port and firewall let us in."),
    /** No pooled connection became free within {@code acquire}. */
    POOL_FULL(
        503,
        true,
        false,
        "AH00941",
        "All connections to the member are in use: raise max=, or acquire=, or add a member."),
    /** No answer to {@code Expect: 100-continue} within {@code ping} or {@code timeout}. */
    NO_CONTINUE(
        503,
        true,
        true,
        "AH01103",
        "The member accepts connections but does not answer: look at its load and its threads."),
    /** The member's name has no address. */
    UNKNOWN_HOST(500, false, true, "AH00898", "Check the member's host name and the name service."),
    /** The handshake failed: protocol, ciphers, a port without TLS. */
    TLS(
        500,
        false,
        true,
        "AH00898",
        "Check that the port is one of TLS, else write http://, and the member's certificate; see"
            + " SSLProxyCACertificateFile, SSLProxyCheckPeerName and SSLProxyVerify."),
    /** The member's certificate is not believed: its name, its dates, who signed it. */
    CERTIFICATE(
        500,
        false,
        true,
        "AH00898",
        "Check that the port is one of TLS, else write http://, and the member's certificate; see"
            + " SSLProxyCACertificateFile, SSLProxyCheckPeerName and SSLProxyVerify."),
    /** Closed or reset before a status line. */
    NO_RESPONSE(
        502, false, false, "AH01102", "The member closed the connection: look into its own log."),
    /** No status line within {@code timeout}. */
    READ_TIMEOUT(
        502,
        false,
        false,
        "AH01102",
        "The member took too long: raise ProxyTimeout or timeout=, or look at its load."),
    /** The exchange was not over within {@code deadline}, whoever kept it waiting. */
    DEADLINE(
        504,
        false,
        false,
        "AH01102",
        "Raise deadline=, or look at the load of the member and at the speed of the client."),
    /** The member did not take the request's body within {@code timeout}. */
    WRITE_TIMEOUT(
        504, false, false, "AH01084", "The member does not read the request: look at its load."),
    /** The connection broke while the request was sent. */
    WRITE(
        502,
        false,
        false,
        "AH01084",
        "The member broke off while it was sent the request: look into its own log."),
    /** What came back is not HTTP/1. */
    BAD_STATUS_LINE(
        502, false, false, "AH00898", "The member does not speak HTTP there: check its port."),
    /** A header line that is not one, and {@code ProxyBadHeader IsError}. */
    BAD_HEADER(
        502, false, false, "AH01106", "The member sent a malformed header; see ProxyBadHeader."),
    /** A header line longer than {@code responsefieldsize}. */
    HEADER_TOO_LONG(
        502,
        false,
        false,
        "AH10124",
        "The member sent a very long header: raise responsefieldsize=."),
    /** The body is in another transfer coding than chunks, which we could not take off. */
    TRANSFER_CODING(
        502,
        false,
        false,
        "AH02555",
        "The member uses a transfer coding that nobody asked for: have it send Content-Encoding, or"
            + " nothing but chunks."),
    /** Ten interim responses in a row. */
    TOO_MANY_INTERIM(
        502, false, false, "AH00898", "The member keeps sending interim responses: look into it."),
    /** 101 although nobody asked. */
    UNEXPECTED_UPGRADE(
        502, false, false, "AH00898", "The member switched protocols unasked: look into it."),
    /** The client's connection is not there any more: nothing can be answered (nginx's 499). */
    CLIENT_GONE(
        499, false, false, "AH01095", "The client went away, which is no fault of the member."),
    /** The client sent less than it promised, or what is no body; it may still be listening. */
    CLIENT_BODY(400, false, false, "AH01095", "The client did not send its whole body."),
    /** The client sent more than LimitRequestBody. */
    BODY_TOO_LARGE(
        413, false, false, "AH01591", "The body is larger than LimitRequestBody allows."),
    /** The client sent nothing for too long. */
    CLIENT_TIMEOUT(408, false, false, "AH01095", "The client stopped sending its body.");

    private final String label = name().toLowerCase(Locale.ROOT);
    private final int status;
    private final boolean failsOver;
    private final boolean blamesMember;
    private final String code;
    private final String remedy;

    Kind(int status, boolean failsOver, boolean blamesMember, String code, String remedy) {
      this.status = status;
      this.failsOver = failsOver;
      this.blamesMember = blamesMember;
      this.code = code;
      this.remedy = remedy;
    }

    /** The error type of RFC 9209 §2.3. */
    String proxyError() {
      return switch (this) {
        case CONNECT -> "connection_refused";
        case CONNECT_TIMEOUT -> "connection_timeout";
        case POOL_FULL -> "connection_limit_reached";
        case NO_CONTINUE -> "connection_read_timeout";
        case UNKNOWN_HOST -> "dns_error";
        case TLS -> "tls_protocol_error";
        case CERTIFICATE -> "tls_certificate_error";
        case NO_RESPONSE -> "http_response_incomplete";
        case READ_TIMEOUT, DEADLINE -> "http_response_timeout";
        case WRITE_TIMEOUT -> "connection_write_timeout";
        case WRITE -> "connection_terminated";
        case HEADER_TOO_LONG -> "http_response_header_size";
        case TRANSFER_CODING -> "http_response_transfer_coding";
        case BAD_STATUS_LINE, BAD_HEADER, TOO_MANY_INTERIM, UNEXPECTED_UPGRADE ->
            "http_protocol_error";
        case CLIENT_GONE, CLIENT_BODY, BODY_TOO_LARGE, CLIENT_TIMEOUT -> "http_request_error";
      };
    }

    /** How it is named in metrics and JSON logs: {@code connect}, {@code pool_full}. */
    public String label() {
      return label;
    }
  }
}

package io.torii.rule;

/** What a raw path turned out to be. */
sealed interface PathReading {

  /** A path to go on with. */
  record Path(String text) implements PathReading {}

  /** Why a path is refused. */
  enum Fault implements PathReading {
    /** Does not start with a slash, holds a bad escape, or climbs above the root. */
    MALFORMED(400, "AH10244", "the path of the request is malformed"),
    /** {@code %00}. */
    NUL(404, "", "the path of the request holds a %00"),
    /** {@code %2F} while AllowEncodedSlashes is off. */
    ENCODED_SLASH(404, "AH00026", "the path of the request holds an encoded slash (%2F)");

    private final int status;
    private final String code;
    private final String reason;

    Fault(int status, String code, String reason) {
      this.status = status;
      this.code = code;
      this.reason = reason;
    }

    int status() {
      return status;
    }

    String code() {
      return code;
    }

    String reason() {
      return reason;
    }
  }
}

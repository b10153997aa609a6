package io.torii.config;

/**
 * How large a request's head may be.
 *
 * @param line LimitRequestLine in bytes (default 8,190)
 * @param fieldSize LimitRequestFieldSize in bytes (default 8,190)
 * @param fields LimitRequestFields; 0 for no limit (default 100)
 */
public record RequestLimits(int line, int fieldSize, int fields) {

  public static final RequestLimits DEFAULT = new RequestLimits(8190, 8190, 100);
}

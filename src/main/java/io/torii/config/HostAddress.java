package io.torii.config;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * One argument of a VirtualHost, such as {@code *:80} or {@code [::1]:443}.
 *
 * @param address null for {@code *} and {@code _default_}
 * @param port 0 for any
 */
public record HostAddress(@Nullable InetAddress address, int port) {}

package io.torii.diagnosis;

/**
 * What a check has found out.
 *
 * @param check {@link Check#name}
 * @param subject what it is about
 * @param cause one or two sentences: what is wrong; for {@link Severity#OK}, what is right
 * @param remedy what to change, and in which directive; empty for {@link Severity#OK}
 * @param evidence what was seen, such as a status, a time or a message
 */
public record Finding(
    String check,
    Severity severity,
    Subject subject,
    String cause,
    String remedy,
    String evidence) {}

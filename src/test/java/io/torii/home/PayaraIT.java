package io.torii.home;

/** Payara Server with the thin WAR. */
@RunsOn(Container.PAYARA)
class PayaraIT extends ServerTests {}

package io.torii.home;

import io.torii.testkit.OnceInABuild;

/** Payara Server with the thin WAR. */
@OnceInABuild
@RunsOn(Container.PAYARA)
class PayaraIT extends ServerTests {}

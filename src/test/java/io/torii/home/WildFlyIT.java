package io.torii.home;

import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.extension.ExtendWith;

/** WildFly with the thin WAR; Arquillian starts and ends it. */
@ExtendWith(ArquillianExtension.class)
@RunsOn(Container.WILDFLY)
class WildFlyIT extends ServerTests {}

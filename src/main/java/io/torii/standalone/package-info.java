/** The command line, the embedded Tomcat and the demo. */
@NullMarked
package io.torii.standalone;

import org.jspecify.annotations.NullMarked;

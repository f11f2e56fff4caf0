/** Runs packaged functions in their own JVMs under Lambda's runtime client. */
@NullMarked
package net.osmand.account.devserver.process;

import org.jspecify.annotations.NullMarked;

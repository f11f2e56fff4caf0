/** The Secrets Manager operation that functions need. */
@NullMarked
package net.osmand.account.emulators.secrets;

import org.jspecify.annotations.NullMarked;

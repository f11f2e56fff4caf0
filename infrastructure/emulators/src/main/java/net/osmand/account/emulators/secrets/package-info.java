/** Secrets Manager, as far as it is read. */
@NullMarked
package net.osmand.account.emulators.secrets;

import org.jspecify.annotations.NullMarked;

/** Deletes an account with everything that belongs to it. May use every other package of core. */
@NullMarked
package net.osmand.account.core.deletion;

import org.jspecify.annotations.NullMarked;

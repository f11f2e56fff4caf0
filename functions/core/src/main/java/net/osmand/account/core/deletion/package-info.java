/** Deletion of accounts with all their data. May use every other package of core. */
@NullMarked
package net.osmand.account.core.deletion;

import org.jspecify.annotations.NullMarked;

/** Tests of the deletion of accounts. */
@NullMarked
package net.osmand.account.core.deletion;

import org.jspecify.annotations.NullMarked;

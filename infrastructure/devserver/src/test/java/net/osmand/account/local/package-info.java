/** Tests of the local stack. */
@NullMarked
package net.osmand.account.local;

import org.jspecify.annotations.NullMarked;

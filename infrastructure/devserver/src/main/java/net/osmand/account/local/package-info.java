/** The whole system on one machine. */
@NullMarked
package net.osmand.account.local;

import org.jspecify.annotations.NullMarked;

/** Tests of direct uploads, with in-memory stores. */
@NullMarked
package net.osmand.account.core.uploads;

import org.jspecify.annotations.NullMarked;

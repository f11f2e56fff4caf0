/** In-memory pending codes, counters and user pool, and tests of codes. */
@NullMarked
package net.osmand.account.core.codes;

import org.jspecify.annotations.NullMarked;

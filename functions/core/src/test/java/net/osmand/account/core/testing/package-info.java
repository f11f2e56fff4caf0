/** Helpers for the tests of all packages of core: a clock, crash injection and interleaved requests. */
@NullMarked
package net.osmand.account.core.testing;

import org.jspecify.annotations.NullMarked;

/** What tests of every part of core share: a clock, crash injection, interleaved requests. */
@NullMarked
package net.osmand.account.core.testing;

import org.jspecify.annotations.NullMarked;

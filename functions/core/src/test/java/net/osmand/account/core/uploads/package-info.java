/** Tests of uploads that go straight to the store, on stores in memory. */
@NullMarked
package net.osmand.account.core.uploads;

import org.jspecify.annotations.NullMarked;

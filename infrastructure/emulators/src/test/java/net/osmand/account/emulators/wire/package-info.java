/** What suites share that judge implementations of AWS. */
@NullMarked
package net.osmand.account.emulators.wire;

import org.jspecify.annotations.NullMarked;

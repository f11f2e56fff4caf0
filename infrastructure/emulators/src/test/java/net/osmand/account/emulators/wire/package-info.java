/** Shared parts of the suites for implementations of AWS. */
@NullMarked
package net.osmand.account.emulators.wire;

import org.jspecify.annotations.NullMarked;

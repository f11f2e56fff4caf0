/** One-time codes: requests, limits, proofs and use. */
@NullMarked
package net.osmand.account.core.codes;

import org.jspecify.annotations.NullMarked;

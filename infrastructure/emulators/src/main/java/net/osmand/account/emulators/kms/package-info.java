/** The few KMS operations that codes need. */
@NullMarked
package net.osmand.account.emulators.kms;

import org.jspecify.annotations.NullMarked;

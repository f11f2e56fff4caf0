/** KMS through the unmodified SDK. */
@NullMarked
package net.osmand.account.emulators.kms;

import org.jspecify.annotations.NullMarked;

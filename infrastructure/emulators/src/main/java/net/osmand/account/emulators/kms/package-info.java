/** The KMS operations that Cognito's codes need. */
@NullMarked
package net.osmand.account.emulators.kms;

import org.jspecify.annotations.NullMarked;

/** A Cognito user pool for the unmodified SDK. */
@NullMarked
package net.osmand.account.emulators.cognito;

import org.jspecify.annotations.NullMarked;

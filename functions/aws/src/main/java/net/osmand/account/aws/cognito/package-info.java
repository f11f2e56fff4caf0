/** The Cognito user pool, which creates the codes. */
@NullMarked
package net.osmand.account.aws.cognito;

import org.jspecify.annotations.NullMarked;

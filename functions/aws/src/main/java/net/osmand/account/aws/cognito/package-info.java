/** The user pool as the maker of codes. */
@NullMarked
package net.osmand.account.aws.cognito;

import org.jspecify.annotations.NullMarked;

@NullMarked
package net.osmand.account.aws.cognito;

import org.jspecify.annotations.NullMarked;

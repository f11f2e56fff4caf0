/** Cognito's trigger for a code's mail. It has a jar of its own, because it alone needs the AWS Encryption SDK (5 MB). */
@NullMarked
package net.osmand.account.functions.mailcode;

import org.jspecify.annotations.NullMarked;

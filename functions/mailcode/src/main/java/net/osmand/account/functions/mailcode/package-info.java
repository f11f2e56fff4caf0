/**
 * Cognito's trigger for mails with codes. It has a separate jar, because only this function needs the AWS Encryption
 * SDK (5 MB).
 */
@NullMarked
package net.osmand.account.functions.mailcode;

import org.jspecify.annotations.NullMarked;

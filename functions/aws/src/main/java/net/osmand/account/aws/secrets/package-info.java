/** Secrets in Secrets Manager. */
@NullMarked
package net.osmand.account.aws.secrets;

import org.jspecify.annotations.NullMarked;

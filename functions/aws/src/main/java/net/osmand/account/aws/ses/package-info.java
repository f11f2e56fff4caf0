/** Mail delivery with SES. */
@NullMarked
package net.osmand.account.aws.ses;

import org.jspecify.annotations.NullMarked;

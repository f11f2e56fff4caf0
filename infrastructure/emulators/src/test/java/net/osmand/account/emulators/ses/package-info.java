/** SES through the unmodified SDK. */
@NullMarked
package net.osmand.account.emulators.ses;

import org.jspecify.annotations.NullMarked;

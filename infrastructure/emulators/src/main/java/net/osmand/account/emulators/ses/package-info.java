/** SES with a mailbox behind it. */
@NullMarked
package net.osmand.account.emulators.ses;

import org.jspecify.annotations.NullMarked;

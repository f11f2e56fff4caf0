/** SES, which delivers to a mailbox. */
@NullMarked
package net.osmand.account.emulators.ses;

import org.jspecify.annotations.NullMarked;

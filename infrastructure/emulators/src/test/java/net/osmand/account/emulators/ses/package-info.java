/** SES as the unchanged SDK sees it. */
@NullMarked
package net.osmand.account.emulators.ses;

import org.jspecify.annotations.NullMarked;

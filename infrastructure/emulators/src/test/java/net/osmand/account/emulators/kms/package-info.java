/** KMS as the unchanged SDK sees it. */
@NullMarked
package net.osmand.account.emulators.kms;

import org.jspecify.annotations.NullMarked;

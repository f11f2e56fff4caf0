/** The in-memory outbox, and tests of mails. */
@NullMarked
package net.osmand.account.core.mail;

import org.jspecify.annotations.NullMarked;

/** Texts and layout of mails. */
@NullMarked
package net.osmand.account.functions.events.mail;

import org.jspecify.annotations.NullMarked;

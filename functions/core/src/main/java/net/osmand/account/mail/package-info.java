/** The mails that people get. */
@NullMarked
package net.osmand.account.mail;

import org.jspecify.annotations.NullMarked;

/** The mails that people get. */
@NullMarked
package net.osmand.account.core.mail;

import org.jspecify.annotations.NullMarked;

/** The mails to users. */
@NullMarked
package net.osmand.account.core.mail;

import org.jspecify.annotations.NullMarked;

/** What nobody calls over HTTP: mails, the end of the trash, the daily sweep. */
@NullMarked
package net.osmand.account.functions.events;

import org.jspecify.annotations.NullMarked;

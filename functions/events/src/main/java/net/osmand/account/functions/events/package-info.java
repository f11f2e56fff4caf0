/** Functions without an HTTP route: mails, the end of the trash period, and the daily job. */
@NullMarked
package net.osmand.account.functions.events;

import org.jspecify.annotations.NullMarked;

/** Handlers of purchases: the shop's webhook, and the routes of portal and apps, one function for each route. */
@NullMarked
package net.osmand.account.functions.purchases;

import org.jspecify.annotations.NullMarked;

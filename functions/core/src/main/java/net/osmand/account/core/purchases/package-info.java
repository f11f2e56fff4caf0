/** Purchases: events of the shop, links to accounts, and the plans that they grant. */
@NullMarked
package net.osmand.account.core.purchases;

import org.jspecify.annotations.NullMarked;

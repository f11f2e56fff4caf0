/** Purchases: what the shop tells of them, whose they are, and which plan they grant. */
@NullMarked
package net.osmand.account.core.purchases;

import org.jspecify.annotations.NullMarked;

/** Purchases: what the shop tells, and what the portal and the apps ask about them; one function a route. */
@NullMarked
package net.osmand.account.functions.purchases;

import org.jspecify.annotations.NullMarked;

/** What the apps ask about plan and purchases: one function a route. */
@NullMarked
package net.osmand.account.functions.account;

import org.jspecify.annotations.NullMarked;

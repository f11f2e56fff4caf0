/** What an account may store. */
@NullMarked
package net.osmand.account.plan;

import org.jspecify.annotations.NullMarked;

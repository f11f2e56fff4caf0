@NullMarked
package net.osmand.account.purchases;

import org.jspecify.annotations.NullMarked;

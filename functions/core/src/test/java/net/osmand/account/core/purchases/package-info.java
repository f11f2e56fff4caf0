@NullMarked
package net.osmand.account.core.purchases;

import org.jspecify.annotations.NullMarked;

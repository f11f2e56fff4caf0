@NullMarked
package net.osmand.account.functions.purchases;

import org.jspecify.annotations.NullMarked;

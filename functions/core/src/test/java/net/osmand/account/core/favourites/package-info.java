@NullMarked
package net.osmand.account.core.favourites;

import org.jspecify.annotations.NullMarked;

/** Favourites: the points and groups in their GPX files, and changes from browsers. Uses files, gpx and values. */
@NullMarked
package net.osmand.account.core.favourites;

import org.jspecify.annotations.NullMarked;

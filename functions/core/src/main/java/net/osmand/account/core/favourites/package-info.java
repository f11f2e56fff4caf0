/** Favourites: the points and groups of their GPX files, and the changes that a browser makes. Uses files, gpx and values. */
@NullMarked
package net.osmand.account.core.favourites;

import org.jspecify.annotations.NullMarked;

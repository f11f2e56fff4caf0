/**
 * Details of a track or its companion for web lists, computed once per version and stored next to it. Uses files and
 * gpx.
 */
@NullMarked
package net.osmand.account.core.details;

import org.jspecify.annotations.NullMarked;

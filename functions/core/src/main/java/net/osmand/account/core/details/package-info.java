/** What web lists show of a track or its companion: computed once for each version, and stored beside it. Uses files and gpx. */
@NullMarked
package net.osmand.account.core.details;

import org.jspecify.annotations.NullMarked;

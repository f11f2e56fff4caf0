/** Reads GPX files of any size and changes single elements in their text. Uses the JDK's XML reader without DTDs. */
@NullMarked
package net.osmand.account.core.gpx;

import org.jspecify.annotations.NullMarked;

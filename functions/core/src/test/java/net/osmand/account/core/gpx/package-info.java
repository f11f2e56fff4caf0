@NullMarked
package net.osmand.account.core.gpx;

import org.jspecify.annotations.NullMarked;

/** One-time codes: asked for, counted, proven, spent. */
@NullMarked
package net.osmand.account.codes;

import org.jspecify.annotations.NullMarked;

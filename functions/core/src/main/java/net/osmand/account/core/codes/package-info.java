/** One-time codes: asked for, counted, proven, spent. */
@NullMarked
package net.osmand.account.core.codes;

import org.jspecify.annotations.NullMarked;

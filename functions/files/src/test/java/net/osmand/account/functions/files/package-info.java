/** Tests of cursors and of rendered changes. */
@NullMarked
package net.osmand.account.functions.files;

import org.jspecify.annotations.NullMarked;

/** Histories of operations on the ports' fakes. */
@NullMarked
package net.osmand.account.functions.files;

import org.jspecify.annotations.NullMarked;

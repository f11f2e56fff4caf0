/** Reads template.yaml and resolves its intrinsic functions. */
@NullMarked
package net.osmand.account.sam;

import org.jspecify.annotations.NullMarked;

/** Reads template.yaml and resolves its intrinsic functions. */
@NullMarked
package net.osmand.account.local.template;

import org.jspecify.annotations.NullMarked;

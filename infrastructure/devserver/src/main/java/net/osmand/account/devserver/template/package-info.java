/** Reads template.yaml and resolves its intrinsic functions. */
@NullMarked
package net.osmand.account.devserver.template;

import org.jspecify.annotations.NullMarked;

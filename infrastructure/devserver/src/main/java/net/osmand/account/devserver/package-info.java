/** The dev server: the stack of template.yaml on one machine. */
@NullMarked
package net.osmand.account.devserver;

import org.jspecify.annotations.NullMarked;

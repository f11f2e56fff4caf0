/** Tests of the dev server. */
@NullMarked
package net.osmand.account.devserver;

import org.jspecify.annotations.NullMarked;

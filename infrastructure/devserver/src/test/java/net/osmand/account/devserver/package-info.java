/** Tests of the local stack. */
@NullMarked
package net.osmand.account.devserver;

import org.jspecify.annotations.NullMarked;

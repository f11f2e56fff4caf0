/** The whole system on one machine. */
@NullMarked
package net.osmand.account.devserver;

import org.jspecify.annotations.NullMarked;

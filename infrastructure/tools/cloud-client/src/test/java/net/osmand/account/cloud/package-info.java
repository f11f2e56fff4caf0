/** Tests. */
@NullMarked
package net.osmand.account.cloud;

import org.jspecify.annotations.NullMarked;

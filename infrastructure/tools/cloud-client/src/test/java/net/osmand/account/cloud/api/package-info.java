/** Tests. */
@NullMarked
package net.osmand.account.cloud.api;

import org.jspecify.annotations.NullMarked;

/** Compares the cloud with a folder and transfers what differs. */
@NullMarked
package net.osmand.account.cloud.sync;

import org.jspecify.annotations.NullMarked;

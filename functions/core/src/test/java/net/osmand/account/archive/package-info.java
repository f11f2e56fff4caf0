/** Tests of "download everything". */
@NullMarked
package net.osmand.account.archive;

import org.jspecify.annotations.NullMarked;

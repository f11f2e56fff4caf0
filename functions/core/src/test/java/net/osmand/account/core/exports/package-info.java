/** Tests of "download everything". */
@NullMarked
package net.osmand.account.core.exports;

import org.jspecify.annotations.NullMarked;

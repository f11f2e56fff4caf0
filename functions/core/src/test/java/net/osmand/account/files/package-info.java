/** Tests of the file rules. */
@NullMarked
package net.osmand.account.files;

import org.jspecify.annotations.NullMarked;

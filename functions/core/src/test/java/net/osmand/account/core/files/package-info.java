/** Tests of the file rules. */
@NullMarked
package net.osmand.account.core.files;

import org.jspecify.annotations.NullMarked;

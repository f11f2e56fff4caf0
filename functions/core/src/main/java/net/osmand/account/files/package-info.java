/** Files, their versions, the trash and the usage. */
@NullMarked
package net.osmand.account.files;

import org.jspecify.annotations.NullMarked;

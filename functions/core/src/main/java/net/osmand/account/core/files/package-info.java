/** Files, their versions, the trash and the usage. */
@NullMarked
package net.osmand.account.core.files;

import org.jspecify.annotations.NullMarked;

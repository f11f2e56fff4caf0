@NullMarked
package net.osmand.account.core.folders;

import org.jspecify.annotations.NullMarked;

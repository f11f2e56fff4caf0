@NullMarked
package net.osmand.account.core.details;

import org.jspecify.annotations.NullMarked;

@NullMarked
package net.osmand.account.smoke;

import org.jspecify.annotations.NullMarked;

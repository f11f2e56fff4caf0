@NullMarked
package net.osmand.account.tools.smoke;

import org.jspecify.annotations.NullMarked;

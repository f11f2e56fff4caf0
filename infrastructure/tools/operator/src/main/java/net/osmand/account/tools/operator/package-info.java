/** The operator's command: accounts, their purchases, and gifts. */
@NullMarked
package net.osmand.account.tools.operator;

import org.jspecify.annotations.NullMarked;

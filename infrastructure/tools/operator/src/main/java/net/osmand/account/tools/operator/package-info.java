/** The operator's commands: accounts, purchases, and gifts. */
@NullMarked
package net.osmand.account.tools.operator;

import org.jspecify.annotations.NullMarked;

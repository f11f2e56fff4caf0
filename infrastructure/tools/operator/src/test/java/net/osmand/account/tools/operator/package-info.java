@NullMarked
package net.osmand.account.tools.operator;

import org.jspecify.annotations.NullMarked;

@NullMarked
package net.osmand.account.operator;

import org.jspecify.annotations.NullMarked;

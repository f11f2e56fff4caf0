@NullMarked
package net.osmand.account.functions.mailcode;

import org.jspecify.annotations.NullMarked;

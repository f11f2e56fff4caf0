@NullMarked
package net.osmand.account.local.template;

import org.jspecify.annotations.NullMarked;

@NullMarked
package net.osmand.account.devserver.template;

import org.jspecify.annotations.NullMarked;

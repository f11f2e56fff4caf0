@NullMarked
package net.osmand.account.http.log;

import org.jspecify.annotations.NullMarked;

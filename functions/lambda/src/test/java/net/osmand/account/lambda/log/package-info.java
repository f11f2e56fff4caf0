@NullMarked
package net.osmand.account.lambda.log;

import org.jspecify.annotations.NullMarked;

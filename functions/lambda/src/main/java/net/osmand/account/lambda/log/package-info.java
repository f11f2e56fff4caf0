/** Logging: one JSON object in each line, which CloudWatch's filters and queries read by field. */
@NullMarked
package net.osmand.account.lambda.log;

import org.jspecify.annotations.NullMarked;

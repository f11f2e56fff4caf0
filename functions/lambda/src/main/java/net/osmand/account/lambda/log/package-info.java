/** The log: one JSON object a line, which CloudWatch's filters and queries read field by field. */
@NullMarked
package net.osmand.account.lambda.log;

import org.jspecify.annotations.NullMarked;

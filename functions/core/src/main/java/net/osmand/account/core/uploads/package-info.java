/** Direct uploads to S3: begin, resume, complete, check and cancel. */
@NullMarked
package net.osmand.account.core.uploads;

import org.jspecify.annotations.NullMarked;

/** Tests of the stored rows. */
@NullMarked
package net.osmand.account.aws.dynamodb;

import org.jspecify.annotations.NullMarked;

/** Tests of the rows as they are stored. */
@NullMarked
package net.osmand.account.aws.dynamodb;

import org.jspecify.annotations.NullMarked;

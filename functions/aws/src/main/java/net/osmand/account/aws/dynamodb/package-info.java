/** DynamoDB adapters. One class owns the items of one port. */
@NullMarked
package net.osmand.account.aws.dynamodb;

import org.jspecify.annotations.NullMarked;

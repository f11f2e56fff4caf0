/** Tests with LocalStack's DynamoDB and S3 in the place of ours. */
@NullMarked
package net.osmand.account.localstack;

import org.jspecify.annotations.NullMarked;

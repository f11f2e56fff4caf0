/** Tests with LocalStack instead of our emulators of DynamoDB, S3, SQS, KMS and Secrets Manager. */
@NullMarked
package net.osmand.account.tests.contracts;

import org.jspecify.annotations.NullMarked;

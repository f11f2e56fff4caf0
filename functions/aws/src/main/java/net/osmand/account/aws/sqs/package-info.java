/** SQS queues, including the outbox. */
@NullMarked
package net.osmand.account.aws.sqs;

import org.jspecify.annotations.NullMarked;

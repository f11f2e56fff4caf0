/** Queues in SQS, the outbox among them. */
@NullMarked
package net.osmand.account.aws.sqs;

import org.jspecify.annotations.NullMarked;

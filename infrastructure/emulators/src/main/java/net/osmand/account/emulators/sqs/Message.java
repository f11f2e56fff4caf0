package net.osmand.account.emulators.sqs;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * A message in a queue. Times are in epoch milliseconds by the queues' clock.
 *
 * @param number position in the order of sending, over all queues
 * @param receipt the newest receipt handle; empty if it was never received
 * @param firstReceivedAt 0 if it was never received
 */
public record Message(
        long number,
        String id,
        String body,
        long sentAt,
        long visibleAt,
        int receiveCount,
        String receipt,
        long firstReceivedAt) {

    Message received(String newReceipt, long now, long hiddenUntil) {
        return new Message(
                number,
                id,
                body,
                sentAt,
                hiddenUntil,
                receiveCount + 1,
                newReceipt,
                receiveCount == 0 ? now : firstReceivedAt);
    }

    Message visibleAt(long time) {
        return new Message(number, id, body, sentAt, time, receiveCount, receipt, firstReceivedAt);
    }

    /** MD5 of the body in hex, which the SDK verifies. */
    public String bodyMd5() {
        return md5(body);
    }

    /** The system attributes by SQS's names. */
    public Map<String, String> attributes() {
        return Map.of(
                "SentTimestamp", Long.toString(sentAt),
                "ApproximateReceiveCount", Integer.toString(receiveCount),
                "ApproximateFirstReceiveTimestamp", Long.toString(firstReceivedAt),
                "SenderId", "local");
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

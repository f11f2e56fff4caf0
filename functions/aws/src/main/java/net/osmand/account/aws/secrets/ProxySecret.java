package net.osmand.account.aws.secrets;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A secret that a proxy sends with each request: CloudFront, or the operator's own proxy. It is read for the first
 * request that contains one, and kept in memory. A wrong secret causes another read, at most every five minutes, so
 * that a new secret works without a deployment.
 */
public final class ProxySecret implements Predicate<String> {
    private static final Duration KEPT = Duration.ofMinutes(5);

    private final Supplier<String> read;
    private final Clock clock;
    private byte[] secret = new byte[0];
    private long readAt;

    /** @param read reads the secret; called when a request contains one */
    public ProxySecret(Supplier<String> read, Clock clock) {
        this.read = read;
        this.clock = clock;
    }

    /** Returns whether the text is the secret. */
    @Override
    public synchronized boolean test(String text) {
        var sent = text.getBytes(StandardCharsets.UTF_8);
        if (isSecret(sent)) {
            return true;
        }
        if (secret.length > 0 && clock.millis() - readAt < KEPT.toMillis()) {
            return false;
        }
        secret = read.get().getBytes(StandardCharsets.UTF_8);
        readAt = clock.millis();
        return isSecret(sent);
    }

    private boolean isSecret(byte[] sent) {
        return secret.length > 0 && MessageDigest.isEqual(sent, secret);
    }
}

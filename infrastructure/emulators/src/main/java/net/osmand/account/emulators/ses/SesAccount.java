package net.osmand.account.emulators.ses;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.osmand.account.emulators.wire.AwsError;
import net.osmand.account.emulators.wire.EmailSyntax;

/**
 * The state of SES in an AWS account: verified identities, configuration sets, sandbox, sending quota and suppression
 * list. It is lost at a restart. Unverified senders and malformed addresses are always refused. The sandbox, the quota
 * and the custom MAIL FROM domain are switches and initially off.
 *
 * <p>Sources: docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html (errors),
 * docs.aws.amazon.com/ses/latest/dg/request-production-access.html (sandbox), and
 * docs.aws.amazon.com/ses/latest/dg/sending-email-suppression-list.html.
 */
public final class SesAccount {
    /** Recipients a day in the sandbox. */
    private static final int DAILY_QUOTA = 200;

    /** Recipients a second in the sandbox. */
    private static final int SENDING_RATE = 1;

    /** The mailbox simulator's addresses. They also work in the sandbox and do not count for the daily quota. */
    private static final Pattern SIMULATOR =
            Pattern.compile("[^@]+@simulator\\.amazonses\\.com", Pattern.CASE_INSENSITIVE);

    private static final Pattern NAMED = Pattern.compile("[^<]*<([^>]*)>");

    private final Clock clock;
    private final Set<String> identities = new HashSet<>();
    private final Set<String> configurationSets = new HashSet<>();
    private final Map<String, String> suppressed = new ConcurrentHashMap<>();
    private final List<Long> sent = new ArrayList<>();
    private final List<Long> lastSends = new ArrayList<>();
    private boolean sandbox;
    private boolean quota;
    private boolean mailFromPending;

    SesAccount(Clock clock) {
        this.clock = clock;
    }

    /** Adds a verified identity: an address or a domain. */
    public synchronized void verify(String identity) {
        identities.add(normal(identity));
    }

    /** Adds a configuration set. */
    public synchronized void configurationSet(String name) {
        configurationSets.add(name);
    }

    /** Switches the sandbox, in which recipients must be verified too. */
    public synchronized void sandbox(boolean on) {
        sandbox = on;
    }

    /** Switches the sandbox's quota: 200 recipients in 24 hours and one a second. */
    public synchronized void quota(boolean on) {
        quota = on;
    }

    /**
     * Simulates an unverified custom MAIL FROM domain of every identity, with
     * {@code BehaviorOnMxFailure: REJECT_MESSAGE}.
     */
    public synchronized void mailFromPending(boolean on) {
        mailFromPending = on;
    }

    /**
     * Checks whether SES accepts a mail.
     *
     * @param from with or without a display name
     * @param configurationSet empty if the request names none
     * @throws AwsError SES's error if the mail is refused
     */
    synchronized void check(String from, List<String> recipients, String configurationSet) {
        var sender = bare(from);
        for (var address : Stream.concat(Stream.of(sender), recipients.stream()).toList()) {
            EmailSyntax.fault(address).ifPresent(fault -> {
                throw new AwsError("BadRequestException", fault);
            });
        }
        if (!configurationSet.isEmpty() && !configurationSets.contains(configurationSet)) {
            throw new AwsError(
                    404, "NotFoundException", "Configuration set <" + configurationSet + "> does not exist.");
        }
        var unverified = Stream.concat(Stream.of(sender), sandbox ? outside(recipients) : Stream.empty())
                .filter(address -> !isVerified(address))
                .toList();
        if (!unverified.isEmpty()) {
            throw new AwsError(
                    "MessageRejected",
                    "Email address is not verified. The following identities failed the check in region US-EAST-1: "
                            + String.join(", ", unverified));
        }
        if (mailFromPending) {
            throw new AwsError(
                    "MailFromDomainNotVerifiedException",
                    "Mail from domain is not verified for the identity of " + sender);
        }
        if (quota) {
            count(recipients);
        }
    }

    private void count(List<String> recipients) {
        var now = clock.millis();
        sent.removeIf(at -> at <= now - Duration.ofDays(1).toMillis());
        if (sent.size() + outside(recipients).count() > DAILY_QUOTA) {
            throw new AwsError("LimitExceededException", "Daily message quota exceeded.");
        }
        lastSends.removeIf(at -> at <= now - Duration.ofSeconds(1).toMillis());
        if (lastSends.size() + recipients.size() > SENDING_RATE) {
            throw new AwsError(429, "TooManyRequestsException", "Maximum sending rate exceeded.");
        }
        outside(recipients).forEach(_ -> sent.add(now));
        recipients.forEach(_ -> lastSends.add(now));
    }

    private static Stream<String> outside(List<String> recipients) {
        return recipients.stream().filter(address -> !SIMULATOR.matcher(address).matches());
    }

    /** Returns whether the address, its domain or a parent domain is verified. */
    private boolean isVerified(String address) {
        var name = normal(address);
        if (identities.contains(name)) {
            return true;
        }
        for (var domain = name.substring(name.indexOf('@') + 1); ; domain = domain.substring(domain.indexOf('.') + 1)) {
            if (identities.contains(domain)) {
                return true;
            }
            if (domain.indexOf('.') < 0) {
                return false;
            }
        }
    }

    private static String bare(String from) {
        var named = NAMED.matcher(from);
        return named.matches() ? named.group(1) : from;
    }

    /** Adds an address to the suppression list. */
    public void suppress(String address, String reason) {
        suppressed.put(normal(address), reason);
    }

    /** Removes an address from the suppression list. Returns false if it was not on it. */
    public boolean release(String address) {
        return suppressed.remove(normal(address)) != null;
    }

    /** The reason for which an address is on the suppression list: {@code BOUNCE} or {@code COMPLAINT}. */
    public Optional<String> suppression(String address) {
        return Optional.ofNullable(suppressed.get(normal(address)));
    }

    private static String normal(String identity) {
        return identity.toLowerCase(Locale.ROOT);
    }
}

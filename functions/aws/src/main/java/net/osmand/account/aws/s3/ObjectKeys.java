package net.osmand.account.aws.s3;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.RandomId;

/**
 * Keys of the files' objects: {@code u/<account>/<yyyymmdd>-<random>}. The day, in UTC, lets the account check list
 * only the objects that were stored since the last check.
 */
public final class ObjectKeys {
    static final String FILES = "u/";

    private static final Pattern OWNED = Pattern.compile("u/([1-9][0-9]*)/.*");
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

    private final Clock clock;
    private final SecureRandom random;

    public ObjectKeys(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    /** Returns a new key with today's date. */
    public String next(AccountId account) {
        return ofDay(account, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)) + "-" + RandomId.next(random);
    }

    /** Returns the prefix of all keys of an account. */
    static String of(AccountId account) {
        return FILES + account.value() + "/";
    }

    /** Returns the prefix of all keys of that day. */
    static String ofDay(AccountId account, LocalDate day) {
        return of(account) + DAY.format(day);
    }

    /** Returns the account that owns the object with this key. */
    static Optional<AccountId> owner(String key) {
        var matcher = OWNED.matcher(key);
        return matcher.matches() ? Optional.of(new AccountId(Integer.parseInt(matcher.group(1)))) : Optional.empty();
    }
}

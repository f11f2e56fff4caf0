package net.osmand.account.core.signin;

import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import net.osmand.account.core.account.InMemoryAccounts;
import net.osmand.account.core.account.InMemorySessions;
import net.osmand.account.core.codes.CodeHash;
import net.osmand.account.core.codes.CodeReceiver;
import net.osmand.account.core.codes.InMemoryCodeProvider;
import net.osmand.account.core.codes.InMemoryCounters;
import net.osmand.account.core.codes.InMemoryKnownSources;
import net.osmand.account.core.codes.InMemoryPendingCodes;
import net.osmand.account.core.codes.Limits;
import net.osmand.account.core.files.InMemoryFileContents;
import net.osmand.account.core.files.InMemoryFileIndex;
import net.osmand.account.core.mail.InMemoryOutbox;
import net.osmand.account.core.purchases.InMemoryPurchaseRepository;
import net.osmand.account.core.testing.PortWrapper;
import net.osmand.account.core.testing.TestClock;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.KeyedHash;

/** The in-memory ports of sign-up, sign-in and e-mail changes, connected to each other as in AWS. */
public final class AccountTestBed {
    /** The limits of the template. */
    public static final Limits LIMITS = Limits.DEFAULTS;

    /** The random source of the use cases. */
    public final SecureRandom random;

    public final TestClock clock = new TestClock();
    public final InMemoryAccounts accounts = new InMemoryAccounts(clock);
    public final InMemorySessions sessions = new InMemorySessions(accounts);
    public final InMemoryPendingCodes codes = new InMemoryPendingCodes(accounts);
    public final InMemoryCounters counters = new InMemoryCounters();
    public final InMemoryKnownSources knownSources = new InMemoryKnownSources();
    public final InMemoryOutbox outbox = new InMemoryOutbox();
    public final InMemoryFileIndex files = new InMemoryFileIndex();
    public final InMemoryFileContents contents = new InMemoryFileContents(clock);
    public final InMemoryPurchaseRepository purchases = new InMemoryPurchaseRepository();
    public final CodeHash hash = new CodeHash(new KeyedHash(() -> "secret of the tests"));
    public final CodeReceiver receiver = new CodeReceiver(codes, hash);
    public final InMemoryCodeProvider pool = new InMemoryCodeProvider(
            clock, (email, kind, code) -> receiver.receive(email, kind, code).ifPresent(outbox::send));

    /** Proven addresses with their accounts, as reported to {@link EmailVerifiedListener}. */
    public final Map<EmailAddress, AccountId> proven = new LinkedHashMap<>();

    /** The listener that the use cases of this bed notify of proven addresses. */
    public EmailVerifiedListener verified = (account, email) -> proven.put(email, account);

    public AccountTestBed() {
        random = new SecureRandom();
    }

    /** Creates a bed whose use cases generate the same random numbers for the same seed. */
    public AccountTestBed(Random seeded) {
        random = new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {
                seeded.nextBytes(bytes);
            }

            @Override
            public int nextInt(int bound) {
                return seeded.nextInt(bound);
            }
        };
    }

    /** Returns the use cases with an open sign-up policy. */
    public AccountUseCases useCases() {
        return useCases(SignUpPolicy.of("open"), PortWrapper.none());
    }

    /** Returns the use cases with a sign-up policy and with every port wrapped. */
    public AccountUseCases useCases(SignUpPolicy signUps, PortWrapper wrapper) {
        return new AccountUseCases(this, signUps, wrapper);
    }
}

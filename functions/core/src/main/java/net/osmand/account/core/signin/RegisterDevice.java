package net.osmand.account.core.signin;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.EnumSet;
import net.osmand.account.core.account.Account;
import net.osmand.account.core.account.Accounts;
import net.osmand.account.core.account.Device;
import net.osmand.account.core.codes.CheckCode;
import net.osmand.account.core.codes.PoolUsers;
import net.osmand.account.core.mail.Mail;
import net.osmand.account.core.mail.Outbox;
import net.osmand.account.core.values.AccessToken;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.DeviceId;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.ShortText;

/** Registers a device against a mailed code and issues its access token. Creates the account if there is none. */
public final class RegisterDevice {
    private final Accounts accounts;
    private final CheckCode checkCode;
    private final PoolUsers users;
    private final ProveAddress proveAddress;
    private final Outbox outbox;
    private final Clock clock;
    private final SecureRandom random;

    public RegisterDevice(
            Accounts accounts,
            CheckCode checkCode,
            PoolUsers users,
            ProveAddress proveAddress,
            Outbox outbox,
            Clock clock,
            SecureRandom random) {
        this.accounts = accounts;
        this.checkCode = checkCode;
        this.users = users;
        this.proveAddress = proveAddress;
        this.outbox = outbox;
        this.clock = clock;
        this.random = random;
    }

    /** The properties that the app sent about its device. Missing texts are empty. */
    public record Description(String nativeId, String brand, String model, String language) {
        /** Truncates long texts to limit the size of the row. */
        public Description {
            nativeId = ShortText.truncate(nativeId);
            brand = ShortText.truncate(brand);
            model = ShortText.truncate(model);
            language = ShortText.truncate(language);
        }
    }

    /** A device and its token. The token is not stored and cannot be shown again. */
    public record Registered(AccountId account, Device device, AccessToken token) {}

    /**
     * Registers the device. The apps send a probe without a code: 103 means that the address has no account, 104 that
     * it has one. A probe does not count as a wrong try (docs/protocol/codes.md#limits).
     *
     * @throws ProblemException 103 or 104
     */
    public Registered register(String email, CheckCode.EnteredCode code, boolean isProbe, Description description) {
        var address = EmailAddress.parse(email).orElseThrow(() -> new ProblemException(Problem.NO_ACCOUNT));
        var existing = accounts.find(address);
        if (isProbe) {
            throw new ProblemException(existing.isPresent() ? Problem.CODE_REJECTED : Problem.NO_ACCOUNT);
        }
        // A sign-up code also proves the address if a parallel request has already created the account.
        if (!checkCode.spendUnproven(address, EnumSet.of(CodePurpose.SIGN_IN, CodePurpose.SIGN_UP), code)) {
            throw new ProblemException(Problem.CODE_REJECTED);
        }
        var id = existing.orElseGet(() -> accounts.create(address, users.ensureReady(address), clock.millis()));
        var account = proveAddress
                .proveFromOutside(id, address)
                .orElseThrow(() -> new ProblemException(Problem.CODE_REJECTED));
        var registered = add(account, description);
        if (existing.isPresent()) {
            var device = registered.device();
            outbox.send(Mail.newDevice(
                    id,
                    device.nativeId(),
                    address,
                    device.language(),
                    (device.brand() + " " + device.model()).strip(),
                    device.registeredAt()));
        }
        return registered;
    }

    private Registered add(Account owner, Description description) {
        var account = owner.id();
        var older = accounts.devices(account);
        var now = clock.millis();
        while (true) {
            var token = AccessToken.create(account, random);
            var device = new Device(
                    new DeviceId(1 + random.nextInt(Integer.MAX_VALUE)),
                    description.nativeId(),
                    token.hash(),
                    description.brand(),
                    description.model(),
                    description.language(),
                    now,
                    now,
                    owner.access().devices());
            switch (accounts.add(owner, device)) {
                case DONE -> {
                    older.stream()
                            .filter(d -> d.isSameHardware(description.nativeId(), description.model()))
                            .forEach(d -> accounts.remove(account, d.id()));
                    return new Registered(account, device, token);
                }
                case ACCOUNT_CHANGED -> throw new ProblemException(Problem.CODE_REJECTED);
                case NUMBER_TAKEN -> {}
            }
        }
    }
}

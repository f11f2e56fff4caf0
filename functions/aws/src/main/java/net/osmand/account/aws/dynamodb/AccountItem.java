package net.osmand.account.aws.dynamodb;

import java.util.Map;
import java.util.Optional;
import net.osmand.account.core.account.Access;
import net.osmand.account.core.account.Account;
import net.osmand.account.core.account.Accounts.ChangedBy;
import net.osmand.account.core.account.Accounts.EmailChange;
import net.osmand.account.core.account.Plan;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.DeviceId;
import net.osmand.account.core.values.EmailAddress;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads and writes the item of an account, and the closing note while the account is being deleted. The closing note
 * contains the same data as the account.
 */
final class AccountItem {
    static final String SK = "ACCOUNT";
    static final String CLOSING_PK = "CLOSING";

    /** Order id of accounts that are Pro because the operator's default plan is Pro. */
    static final String PROMO_ORDER = "promo_self_hosted";

    /** True until a code mailed to the account's address was typed; absent afterwards. */
    static final String UNPROVEN = "unproven";

    /** {@link Access#devices()}; absent while it is 0. */
    static final String DEVICE_ACCESS = "deviceAccess";

    /** {@link Access#sessions()}; absent while it is 0. */
    static final String SESSION_ACCESS = "sessionAccess";

    /** {@link Access#takenOverAt()}; absent while it is 0. */
    static final String TAKEN_OVER_AT = "takenOverAt";

    /** Partition of the notes about changed addresses that may not be changed in Cognito yet. */
    static final String EMAIL_CHANGES_PK = "EMAIL_CHANGES";

    /** Time at which everything was erased, epoch milliseconds. */
    static final String ERASED = "erasedAt";

    private static final String PREFIX = "A#";

    private AccountItem() {}

    static String pk(AccountId account) {
        return PREFIX + account.value();
    }

    static AccountId id(String pk) {
        return new AccountId(Integer.parseInt(pk.substring(PREFIX.length())));
    }

    static Map<String, AttributeValue> key(AccountId account) {
        return Item.of(pk(account), SK).key();
    }

    /** Creates the item of a new account. Default values are not stored, so that the operator can change them later. */
    static Item newAccount(AccountId account, EmailAddress email, String subject, long registeredAt) {
        return Item.of(pk(account), SK)
                .with("email", email.value())
                .with("subject", subject)
                .with("registeredAt", registeredAt)
                .with("closing", AttributeValue.fromBool(false));
    }

    /**
     * Reads an account.
     *
     * @param now time at which the plan is evaluated, epoch milliseconds. A plan that has ended by then counts as
     *     ended, even if no event has reported its end
     */
    static Account read(Item row, Plan defaultPlan, long now) {
        return read(id(row.pk()), row, defaultPlan, now);
    }

    static Item closing(Account account, long closedAt) {
        return Item.of(CLOSING_PK, pk(account.id()))
                .with("email", account.email().value())
                .with("subject", account.subject())
                .with("registeredAt", account.registeredAt())
                .with("plan", account.plan().name())
                .with("orderId", account.orderId())
                .with("closing", AttributeValue.fromBool(true))
                .with("closedAt", closedAt);
    }

    static Item emailChange(EmailChange change) {
        return Item.of(EMAIL_CHANGES_PK, pk(change.account()))
                .with("subject", change.subject())
                .with("oldEmail", change.oldEmail().value())
                .with("newEmail", change.newEmail().value())
                .with("language", change.language())
                .with("by", change.by().name())
                .with("changedAt", change.changedAt());
    }

    static EmailChange readEmailChange(Item row) {
        return new EmailChange(
                id(row.sk()),
                row.requiredText("subject"),
                new EmailAddress(row.requiredText("oldEmail")),
                new EmailAddress(row.requiredText("newEmail")),
                row.text("language", "en"),
                ChangedBy.valueOf(row.text("by", ChangedBy.OLD_ADDRESS.name())),
                row.number("changedAt", 0));
    }

    /** Creates the closing note of an erased account, without personal data. */
    static Item erased(AccountId account, long erasedAt) {
        return Item.of(CLOSING_PK, pk(account)).with(ERASED, erasedAt);
    }

    static Account readClosing(Item row, Plan defaultPlan) {
        return read(id(row.sk()), row, defaultPlan, 0);
    }

    /** Returns the device number of the portal, or empty before the first sign-in on the web. */
    static Optional<DeviceId> webDevice(Item row) {
        return row.optionalNumber("webDevice").stream()
                .mapToObj(number -> new DeviceId(Math.toIntExact(number)))
                .findFirst();
    }

    private static Account read(AccountId id, Item row, Plan defaultPlan, long now) {
        var own = row.optionalText("plan").map(Plan::valueOf);
        var plan = own.orElse(defaultPlan);
        Optional<String> order = own.isPresent()
                ? row.optionalText("orderId")
                : defaultPlan == Plan.PRO ? Optional.of(PROMO_ORDER) : Optional.empty();
        var granted = EntitlementItem.plan(row, now);
        if (granted.compareTo(plan) > 0) {
            plan = granted;
            order = EntitlementItem.orderId(row, now);
        }
        return new Account(
                id,
                new EmailAddress(row.requiredText("email")),
                row.requiredText("subject"),
                row.number("registeredAt", 0),
                plan,
                order,
                row.flag("closing"),
                access(row));
    }

    private static Access access(Item row) {
        return new Access(
                !row.flag(UNPROVEN),
                row.number(DEVICE_ACCESS, Access.INITIAL.devices()),
                row.number(SESSION_ACCESS, Access.INITIAL.sessions()),
                row.number(TAKEN_OVER_AT, 0));
    }
}

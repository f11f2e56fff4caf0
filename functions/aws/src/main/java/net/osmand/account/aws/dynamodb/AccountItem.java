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

/** An account, and the note that it is being closed, as items. The note holds all that the account does. */
final class AccountItem {
    static final String SK = "ACCOUNT";
    static final String CLOSING_PK = "CLOSING";

    /** The order id of accounts that are Pro because the operator gives Pro to everybody. */
    static final String PROMO_ORDER = "promo_self_hosted";

    /** True while nobody proved the account's address; absent otherwise. */
    static final String UNPROVEN = "unproven";

    /** {@link Access#devices()}; absent while it is 0. */
    static final String DEVICE_ACCESS = "deviceAccess";

    /** {@link Access#sessions()}; absent while it is 0. */
    static final String SESSION_ACCESS = "sessionAccess";

    /** {@link Access#takenOverAt()}; absent while it is 0. */
    static final String TAKEN_OVER_AT = "takenOverAt";

    /** Where the notes of changed addresses stand that Cognito may not have followed yet. */
    static final String EMAIL_CHANGES_PK = "EMAIL_CHANGES";

    /** When everything was erased, epoch milliseconds. */
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

    /** A new account: what it is given by default is not written, so that the operator may change it. */
    static Item fresh(AccountId account, EmailAddress email, String subject, long registeredAt) {
        return Item.of(pk(account), SK)
                .with("email", email.value())
                .with("subject", subject)
                .with("registeredAt", registeredAt)
                .with("closing", AttributeValue.fromBool(false));
    }

    /** With the plan as it is at that moment, epoch milliseconds: one that has ended has ended here, whoever noticed. */
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

    /** The note once everything is erased: nothing of the person is left in it. */
    static Item erased(AccountId account, long erasedAt) {
        return Item.of(CLOSING_PK, pk(account)).with(ERASED, erasedAt);
    }

    static Account readClosing(Item row, Plan defaultPlan) {
        return read(id(row.sk()), row, defaultPlan, 0);
    }

    /** The portal's number as a device, once somebody signed in there. */
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

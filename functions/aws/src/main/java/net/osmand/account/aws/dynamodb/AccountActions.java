package net.osmand.account.aws.dynamodb;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.osmand.account.core.account.Account;
import net.osmand.account.core.account.Accounts.ChangedBy;
import net.osmand.account.core.account.Accounts.EmailChange;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.EmailAddress;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Builds the actions of transactions that change an account together with the pointer of its address. */
final class AccountActions {
    private static final AttributeValue YES = AttributeValue.fromBool(true);
    private static final AttributeValue NO = AttributeValue.fromBool(false);

    private final String table;

    /** @param table name of the accounts table */
    AccountActions(String table) {
        this.table = table;
    }

    /** Condition that the account still has this address and is not being deleted. */
    TransactWriteItem isCurrent(Account account) {
        return TransactWriteItem.builder()
                .conditionCheck(c -> c.tableName(table)
                        .key(AccountItem.key(account.id()))
                        .conditionExpression("email = :email AND closing = :no")
                        .expressionAttributeValues(
                                Map.of(":email", Item.text(account.email().value()), ":no", NO)))
                .build();
    }

    /** Marks the address as proven, on condition that it was not. See {@link DynamoDbAccounts#prove}. */
    List<TransactWriteItem> prove(AccountId account, EmailAddress email, boolean fromOutside, long now) {
        var values = new HashMap<>(Map.of(":email", Item.text(email.value()), ":yes", YES, ":no", NO));
        if (fromOutside) {
            values.put(":one", Item.number(1));
            values.put(":now", Item.number(now));
        }
        var mark = update(
                account,
                fromOutside
                        ? "REMOVE unproven, passwordBy SET takenOverAt = :now ADD deviceAccess :one, sessionAccess :one"
                        : "REMOVE unproven",
                "email = :email AND unproven = :yes AND closing = :no",
                values);
        return List.of(PointerItem.prove(table, email, account), mark);
    }

    /** Points the new address to the account, frees the old one, renames the account and adds the note of the change. */
    List<TransactWriteItem> changeEmail(EmailChange change) {
        var isProven = change.by() != ChangedBy.OLD_ADDRESS;
        // Purchases are not claimed until the account has proven the new address.
        var claim =
                PointerItem.write(change.newEmail(), change.account(), isProven).claimIn(table);
        var values = new HashMap<>(Map.of(
                ":new", Item.text(change.newEmail().value()),
                ":old", Item.text(change.oldEmail().value()),
                ":no", NO));
        switch (change.by()) {
            case OLD_ADDRESS -> values.put(":yes", YES);
            case NEW_ADDRESS -> {}
            case UNDO -> values.put(":at", Item.number(change.changedAt()));
        }
        var rename = update(
                change.account(),
                switch (change.by()) {
                    case OLD_ADDRESS -> "SET email = :new, unproven = :yes";
                    case NEW_ADDRESS -> "SET email = :new REMOVE unproven";
                    case UNDO -> "SET email = :new, takenOverAt = :at REMOVE unproven, passwordBy";
                },
                "email = :old AND closing = :no",
                values);
        // Only one change at a time, so that the note of a previous change is not overwritten.
        var note = AccountItem.emailChange(change).claimIn(table);
        return List.of(claim, free(change.oldEmail(), change.account()), rename, note);
    }

    /** Marks the account as closing and adds the closing note, on condition that the account still has this address. */
    List<TransactWriteItem> close(Account account, long now) {
        var mark = update(
                account.id(),
                "SET closing = :closing",
                "email = :email",
                Map.of(":closing", YES, ":email", Item.text(account.email().value())));
        var note = TransactWriteItem.builder()
                .put(p -> p.tableName(table)
                        .item(AccountItem.closing(account, now).attributes()))
                .build();
        return List.of(mark, note);
    }

    /** Deletes the pointer of an address, on condition that it points to this account. */
    TransactWriteItem free(EmailAddress email, AccountId owner) {
        return TransactWriteItem.builder()
                .delete(d -> d.tableName(table)
                        .key(PointerItem.key(email))
                        .conditionExpression("account = :account")
                        .expressionAttributeValues(Map.of(":account", Item.number(owner.value()))))
                .build();
    }

    private TransactWriteItem update(
            AccountId account, String update, String condition, Map<String, AttributeValue> values) {
        return TransactWriteItem.builder()
                .update(u -> u.tableName(table)
                        .key(AccountItem.key(account))
                        .updateExpression(update)
                        .conditionExpression(condition)
                        .expressionAttributeValues(values))
                .build();
    }
}

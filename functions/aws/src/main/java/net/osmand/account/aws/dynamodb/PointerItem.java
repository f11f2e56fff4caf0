package net.osmand.account.aws.dynamodb;

import java.util.Map;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.EmailAddress;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Reads and writes the pointer from an e-mail address to its account. The pointer decides which account owns the
 * address.
 */
final class PointerItem {
    /**
     * False if the account took the address without a code that was sent there. No purchases are claimed for it then.
     */
    static final String PROVEN = "proven";

    private PointerItem() {}

    static String pk(EmailAddress email) {
        return "E#" + email.value();
    }

    static Map<String, AttributeValue> key(EmailAddress email) {
        return empty(email).key();
    }

    static Item write(EmailAddress email, AccountId account) {
        return empty(email).with("account", account.value());
    }

    /** @param proven whether its account has proven the address (docs/protocol/purchases.md#claim-purchases) */
    static Item write(EmailAddress email, AccountId account, boolean proven) {
        var pointer = write(email, account);
        return proven ? pointer : pointer.with(PROVEN, AttributeValue.fromBool(false));
    }

    /** Marks the address as proven, on condition that it belongs to this account and was not proven before. */
    static TransactWriteItem prove(String table, EmailAddress email, AccountId account) {
        return TransactWriteItem.builder()
                .update(u -> u.tableName(table)
                        .key(key(email))
                        .updateExpression("REMOVE " + PROVEN)
                        .conditionExpression("account = :account AND " + PROVEN + " = :no")
                        .expressionAttributeValues(Map.of(
                                ":account", Item.number(account.value()), ":no", AttributeValue.fromBool(false))))
                .build();
    }

    static boolean isProven(Item row) {
        return !row.attributes().containsKey(PROVEN) || row.flag(PROVEN);
    }

    static AccountId read(Item row) {
        return new AccountId(Math.toIntExact(row.number("account", 0)));
    }

    private static Item empty(EmailAddress email) {
        return Item.of(pk(email), "POINTER");
    }
}

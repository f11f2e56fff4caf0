package net.osmand.account.aws.dynamodb;

import java.util.Map;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.EmailAddress;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** The pointer from an e-mail address to its account as an item: it decides who owns the address. */
final class PointerItem {
    /** False where the account took the address without a code that was sent there: nothing is claimed for it then. */
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

    /** The pointer of an address that its account has not proven yet (docs/protocol/purchases.md#claim-purchases). */
    static Item writeUnproven(EmailAddress email, AccountId account) {
        return write(email, account).with(PROVEN, AttributeValue.fromBool(false));
    }

    /** Notes that the address is proven, if it is this account's and was not proven before. */
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

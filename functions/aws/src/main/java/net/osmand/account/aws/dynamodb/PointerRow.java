package net.osmand.account.aws.dynamodb;

import java.util.Map;
import net.osmand.account.identity.AccountId;
import net.osmand.account.identity.EmailAddress;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The pointer from an e-mail address to its account as an item: it decides who owns the address. */
final class PointerRow {
    private PointerRow() {}

    static String pk(EmailAddress email) {
        return "E#" + email.value();
    }

    static Map<String, AttributeValue> key(EmailAddress email) {
        return empty(email).key();
    }

    static Row write(EmailAddress email, AccountId account) {
        return empty(email).with("account", account.value());
    }

    static AccountId read(Row row) {
        return new AccountId(Math.toIntExact(row.number("account", 0)));
    }

    private static Row empty(EmailAddress email) {
        return Row.of(pk(email), "POINTER");
    }
}

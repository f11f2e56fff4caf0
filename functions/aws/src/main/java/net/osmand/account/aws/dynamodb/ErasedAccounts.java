package net.osmand.account.aws.dynamodb;

import java.util.ArrayList;
import java.util.List;
import net.osmand.account.core.account.Account;
import net.osmand.account.core.values.AccountId;

/** Deletes the items of closed accounts, and remembers their numbers until late writes are deleted too. */
final class ErasedAccounts {
    private final Table accounts;

    ErasedAccounts(Table accounts) {
        this.accounts = accounts;
    }

    void erase(Account account, long now) {
        var id = account.id();
        var own = new ArrayList<>(accounts.rows(AccountItem.pk(id), "")
                .filter(row -> !row.sk().equals(AccountItem.SK))
                .map(Item::key)
                .toList());
        var isAddressTaken = accounts.get(PointerItem.key(account.email()))
                .map(PointerItem::read)
                .filter(owner -> !owner.equals(id))
                .isPresent();
        if (!isAddressTaken) {
            // Codes, counters and the mail suppression of the address.
            accounts.rows(PointerItem.pk(account.email()), "").map(Item::key).forEach(own::add);
        }
        // There are few items, and deleting them one by one requires only the permission dynamodb:DeleteItem.
        own.forEach(accounts::delete);
        accounts.delete(
                Item.of(AccountItem.EMAIL_CHANGES_PK, AccountItem.pk(id)).key());
        accounts.delete(AccountItem.key(id));
        var note = AccountItem.erased(id, now).attributes();
        accounts.client().putItem(r -> r.tableName(accounts.name()).item(note));
    }

    List<AccountId> erasedBefore(long time) {
        return accounts.rows(AccountItem.CLOSING_PK, "")
                .filter(row -> row.number(AccountItem.ERASED, Long.MAX_VALUE) < time)
                .map(row -> AccountItem.id(row.sk()))
                .toList();
    }

    void forget(AccountId erased) {
        accounts.rows(AccountItem.pk(erased), "").map(Item::key).toList().forEach(accounts::delete);
        accounts.delete(AccountItem.erased(erased, 0).key());
    }
}

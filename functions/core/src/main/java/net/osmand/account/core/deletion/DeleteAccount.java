package net.osmand.account.core.deletion;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import net.osmand.account.core.account.Account;
import net.osmand.account.core.account.Accounts;
import net.osmand.account.core.account.Device;
import net.osmand.account.core.codes.CodeProvider;
import net.osmand.account.core.files.FileContents;
import net.osmand.account.core.files.FileIndex;
import net.osmand.account.core.mail.Mail;
import net.osmand.account.core.mail.Outbox;
import net.osmand.account.core.purchases.UnlinkPurchases;
import net.osmand.account.core.values.AccountId;

/**
 * Deletes an account and all its data. First, one transaction marks the account as closing and frees its address, so
 * every caller is rejected. Then the data is removed; purchases are only unlinked. {@link #resume} finishes an
 * interrupted deletion. A request that was authenticated before may still write after the removal. Therefore the record
 * of the deletion, by then only the account number, stays until {@link #resume} has removed such rows.
 */
public final class DeleteAccount {
    private static final Duration LONGEST_REQUEST = Duration.ofMinutes(15);

    private final Accounts accounts;
    private final FileIndex index;
    private final FileContents contents;
    private final CodeProvider issuer;
    private final UnlinkPurchases unlink;
    private final Outbox outbox;
    private final Clock clock;

    public DeleteAccount(
            Accounts accounts,
            FileIndex index,
            FileContents contents,
            CodeProvider issuer,
            UnlinkPurchases unlink,
            Outbox outbox,
            Clock clock) {
        this.accounts = accounts;
        this.index = index;
        this.contents = contents;
        this.issuer = issuer;
        this.unlink = unlink;
        this.outbox = outbox;
        this.clock = clock;
    }

    public void delete(Account account) {
        var current = Optional.of(account);
        // After a parallel change of address, close the account with its new address.
        while (current.isPresent() && !accounts.close(current.get())) {
            current = accounts.account(account.id());
        }
        current.ifPresent(this::finish);
    }

    /** Finishes interrupted deletions, and removes late writes to deleted accounts. Runs on a schedule. */
    public void resume() {
        accounts.closing().forEach(this::finish);
        for (var id : accounts.closedBefore(clock.millis() - LONGEST_REQUEST.toMillis())) {
            index.erase(id);
            contents.erase(id);
            accounts.forget(id);
        }
    }

    /** Returns the language of the device that was used last. */
    private String language(AccountId account) {
        return accounts.devices(account).stream()
                .filter(device -> !device.language().isEmpty())
                .max(Comparator.comparingLong(Device::lastUsedAt))
                .map(Device::language)
                .orElse("en");
    }

    private void finish(Account account) {
        unlink.from(account.id(), account.email());
        // The index goes first: without the usage item no file change can commit.
        index.erase(account.id());
        contents.erase(account.id());
        issuer.delete(account.subject());
        outbox.send(Mail.accountDeleted(account.id(), account.email(), language(account.id()), clock.millis()));
        accounts.erase(account);
    }
}

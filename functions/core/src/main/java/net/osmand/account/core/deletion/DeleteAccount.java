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
 * Removes an account and all that is its own. First it is marked as closing and its address freed, in one transaction, so
 * that nobody is let in any more; then everything goes, and purchases are only unlinked.
 * Interrupted anywhere, {@link #resume} finishes it. A request that
 * was let in before may still write behind it, so the note of the work, by then just the account's number, stays until
 * {@link #resume} has looked once more.
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
        // A change of address may come in between: then the account is closed with the address that it has now.
        while (current.isPresent() && !accounts.close(current.get())) {
            current = accounts.account(account.id());
        }
        current.ifPresent(this::finish);
    }

    /** Finishes what was interrupted, and looks once more after the accounts that are gone; run by schedule. */
    public void resume() {
        accounts.closing().forEach(this::finish);
        for (var id : accounts.closedBefore(clock.millis() - LONGEST_REQUEST.toMillis())) {
            index.erase(id);
            contents.erase(id);
            accounts.forget(id);
        }
    }

    /** Of the device that was used last. */
    private String language(AccountId account) {
        return accounts.devices(account).stream()
                .filter(device -> !device.language().isEmpty())
                .max(Comparator.comparingLong(Device::lastUsedAt))
                .map(Device::language)
                .orElse("en");
    }

    private void finish(Account account) {
        unlink.from(account.id(), account.email());
        // The index first: without the usage no request commits any more.
        index.erase(account.id());
        contents.erase(account.id());
        issuer.delete(account.subject());
        outbox.send(Mail.accountDeleted(account.id(), account.email(), language(account.id()), clock.millis()));
        accounts.erase(account);
    }
}

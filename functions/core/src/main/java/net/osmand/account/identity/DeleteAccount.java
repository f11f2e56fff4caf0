package net.osmand.account.identity;

import net.osmand.account.codes.CodeIssuer;
import net.osmand.account.files.FileContents;
import net.osmand.account.files.FileVersions;
import net.osmand.account.purchases.UnlinkPurchases;

/**
 * Removes an account and all that is its own. First it is marked as closing and its address freed, in one transaction, so
 * that nobody is let in any more; then everything goes, the note of the work last; purchases are only unlinked. Interrupted anywhere, {@link #resume}
 * finishes it.
 */
public final class DeleteAccount {
    private final Accounts accounts;
    private final FileVersions versions;
    private final FileContents contents;
    private final CodeIssuer issuer;
    private final UnlinkPurchases unlink;

    public DeleteAccount(
            Accounts accounts,
            FileVersions versions,
            FileContents contents,
            CodeIssuer issuer,
            UnlinkPurchases unlink) {
        this.accounts = accounts;
        this.versions = versions;
        this.contents = contents;
        this.issuer = issuer;
        this.unlink = unlink;
    }

    public void delete(Account account) {
        accounts.close(account);
        finish(account);
    }

    /** Finishes what was interrupted; run by schedule. */
    public void resume() {
        accounts.closing().forEach(this::finish);
    }

    private void finish(Account account) {
        unlink.from(account.id(), account.email());
        contents.erase(account.id());
        versions.erase(account.id());
        issuer.delete(account.subject());
        accounts.erase(account);
    }
}

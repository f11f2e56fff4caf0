package net.osmand.account.aws.dynamodb;

import java.time.Duration;
import java.util.Optional;
import net.osmand.account.core.exports.ArchiveNotice;
import net.osmand.account.core.exports.ArchiveNotices;
import net.osmand.account.core.values.AccountId;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Stores the notice that an account waits for, one item of the files table for two days. It is not an attribute of the
 * export, because the export job may write that item at the same time.
 */
public final class DynamoDbArchiveNotices implements ArchiveNotices {
    private static final String SK = "EXPORT-NOTICE";
    private static final String EXPORT = "export";
    private static final long KEPT_SECONDS = Duration.ofDays(2).toSeconds();

    private final DynamoDbClient client;
    private final Table files;

    public DynamoDbArchiveNotices(DynamoDbClient client, String filesTable) {
        this.client = client;
        files = new Table(client, filesTable);
    }

    @Override
    public void keep(AccountId account, String export, ArchiveNotice notice, long now) {
        var item = empty(account)
                .with(EXPORT, export)
                .with("language", notice.language())
                .with("origin", notice.origin())
                .with(Item.TTL, now / 1000 + KEPT_SECONDS)
                .attributes();
        client.putItem(r -> r.tableName(files.name()).item(item));
    }

    @Override
    public Optional<ArchiveNotice> find(AccountId account, String export) {
        return files.get(empty(account).key())
                .filter(row -> row.text(EXPORT, "").equals(export))
                .map(row -> new ArchiveNotice(row.text("language", ""), row.text("origin", "")));
    }

    private static Item empty(AccountId account) {
        return Item.of(AccountItem.pk(account), SK);
    }
}

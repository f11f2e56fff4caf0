package net.osmand.account.aws.dynamodb;

import java.util.HashMap;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import net.osmand.account.core.exports.AccountFiles;
import net.osmand.account.core.files.FileVersion;
import net.osmand.account.core.values.AccountId;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The newest versions from the files table itself, since the index by time lacks what an archive needs. Its sort key holds
 * the versions of a file together, oldest first.
 */
public final class DynamoDbAccountFiles implements AccountFiles {
    private final Table files;

    public DynamoDbAccountFiles(DynamoDbClient client, String filesTable) {
        files = new Table(client, filesTable);
    }

    @Override
    public Stream<FileVersion> newest(AccountId account, long asOf) {
        var beginning =
                files.beginning(AccountItem.pk(account), VersionItem.PREFIX).build();
        var values = new HashMap<>(beginning.expressionAttributeValues());
        values.put(":asOf", Item.number(asOf));
        var query = beginning.toBuilder()
                .filterExpression("t <= :asOf")
                .expressionAttributeValues(values)
                .build();
        var versions = files.pages(query)
                .flatMap(page -> page.stream().map(VersionItem::read))
                .iterator();
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(new Newest(versions), 0), false);
    }

    /** The last of each run of versions with the same key. */
    private static final class Newest implements Iterator<FileVersion> {
        private final Iterator<FileVersion> versions;
        private @Nullable FileVersion next;

        private Newest(Iterator<FileVersion> versions) {
            this.versions = versions;
            next = following();
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public FileVersion next() {
            var newest = next;
            if (newest == null) {
                throw new NoSuchElementException();
            }
            next = following();
            while (next != null && next.key().equals(newest.key())) {
                newest = next;
                next = following();
            }
            return newest;
        }

        private @Nullable FileVersion following() {
            return versions.hasNext() ? versions.next() : null;
        }
    }
}

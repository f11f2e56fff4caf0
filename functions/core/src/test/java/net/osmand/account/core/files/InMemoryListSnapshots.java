package net.osmand.account.core.files;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileVersion;

/** Stored lists of one account. The bytes of a list are its number. */
public final class InMemoryListSnapshots implements ListSnapshots, ListAccount.Format {
    private final List<List<FileVersion>> lists = new ArrayList<>();
    private Optional<ListSnapshot> stored = Optional.empty();

    /** Returns the bytes of a list with these rows. */
    public byte[] write(List<FileVersion> rows) {
        lists.add(List.copyOf(rows));
        return ByteBuffer.allocate(Integer.BYTES).putInt(lists.size() - 1).array();
    }

    @Override
    public Optional<List<FileVersion>> rows(byte[] gzip) {
        return gzip.length == 0
                ? Optional.empty()
                : Optional.of(lists.get(ByteBuffer.wrap(gzip).getInt()));
    }

    @Override
    public Optional<ListSnapshot> find(AccountId account) {
        return stored;
    }

    @Override
    public void store(AccountId account, ListSnapshot snapshot) {
        stored = Optional.of(snapshot);
    }

    @Override
    public URI link(AccountId account) {
        return URI.create("https://bucket.example.org/lists/" + account.value());
    }

    /** Returns the state of the stored list. */
    Optional<ListState> state() {
        return stored.map(ListSnapshot::state);
    }
}

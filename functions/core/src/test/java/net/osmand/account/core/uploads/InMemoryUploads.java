package net.osmand.account.core.uploads;

import java.util.List;
import java.util.Optional;
import net.osmand.account.core.files.InMemoryFileIndex;
import net.osmand.account.core.files.Upload;
import net.osmand.account.core.values.AccountId;

/** The uploads of {@link InMemoryFileIndex}. */
public final class InMemoryUploads implements Uploads {
    private final InMemoryFileIndex files;

    public InMemoryUploads(InMemoryFileIndex files) {
        this.files = files;
    }

    @Override
    public Optional<Upload> find(AccountId account, String id) {
        return Optional.ofNullable(files.uploads(account).get(id));
    }

    @Override
    public List<Upload> all(AccountId account) {
        return List.copyOf(files.uploads(account).values());
    }

    @Override
    public boolean replace(Upload seen, Upload next) {
        return files.replaceUpload(next, found -> seen.statesBefore(next).contains(found.state()));
    }
}

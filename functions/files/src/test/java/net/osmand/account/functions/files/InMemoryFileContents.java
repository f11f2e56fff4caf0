package net.osmand.account.functions.files;

import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import net.osmand.account.core.files.FileContents;
import net.osmand.account.core.files.StoredContent;
import net.osmand.account.core.files.StoredObject;
import net.osmand.account.core.values.AccountId;

/** Objects of one account in memory: each has one version, and delete markers on it. */
final class InMemoryFileContents implements FileContents {
    private final Runnable pass;
    private final Map<String, byte[]> bytes = new HashMap<>();
    private final Map<String, Integer> markers = new HashMap<>();
    private int made;

    /** With what happens before each call. */
    InMemoryFileContents(Runnable pass) {
        this.pass = pass;
    }

    @Override
    public StoredContent store(AccountId account, byte[] gzip) {
        pass.run();
        var content = new StoredContent("u/" + account.value() + "/" + ++made, "v");
        bytes.put(content.objectKey(), gzip);
        return content;
    }

    @Override
    public byte[] read(StoredContent content) {
        var found = bytes.get(content.objectKey());
        if (found == null) {
            throw new IllegalStateException("the bytes of " + content + " are gone");
        }
        return found;
    }

    @Override
    public URI link(StoredContent content, String fileName) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void trash(StoredContent content) {
        pass.run();
        // On an object that is gone a marker stays alone, which the lifecycle rule takes.
        if (bytes.containsKey(content.objectKey())) {
            markers.merge(content.objectKey(), 1, Integer::sum);
        }
    }

    @Override
    public void restore(StoredContent content) {
        pass.run();
        if (bytes.containsKey(content.objectKey())) {
            markers.remove(content.objectKey());
        }
    }

    @Override
    public void purge(StoredContent content) {
        pass.run();
        bytes.remove(content.objectKey());
        markers.remove(content.objectKey());
    }

    @Override
    public void purge(AccountId account, Collection<StoredContent> purged) {
        pass.run();
        purged.forEach(content -> {
            bytes.remove(content.objectKey());
            markers.remove(content.objectKey());
        });
    }

    @Override
    public URI publish(AccountId account, byte[] gzip, String contentType) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, StoredObject> stored(AccountId account) {
        pass.run();
        var objects = new HashMap<String, StoredObject>();
        markers.keySet().forEach(key -> objects.put(key, new StoredObject(Set.of(), true)));
        bytes.keySet().forEach(key -> objects.put(key, new StoredObject(Set.of("v"), markers.containsKey(key))));
        return objects;
    }

    @Override
    public int removeUnnamed(AccountId account, Set<String> named, long storedBefore) {
        pass.run();
        var before = bytes.size();
        bytes.keySet().retainAll(named);
        markers.keySet().retainAll(named);
        return before - bytes.size();
    }

    @Override
    public void erase(AccountId account) {
        bytes.clear();
        markers.clear();
    }

    @Override
    public Set<AccountId> accounts() {
        return Set.of();
    }
}

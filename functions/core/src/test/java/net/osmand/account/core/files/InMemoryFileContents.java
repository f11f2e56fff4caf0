package net.osmand.account.core.files;

import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.osmand.account.core.values.AccountId;

/** Objects in memory. Each has one version with bytes, and delete markers above it. */
public final class InMemoryFileContents implements FileContents {
    /** The version id of every object. */
    public static final String VERSION = "v1";

    private final Map<String, byte[]> bytes = new HashMap<>();
    private final Map<String, Integer> markers = new HashMap<>();
    private int last;

    private static String prefix(AccountId account) {
        return "u/" + account.value() + "/";
    }

    /** The number of objects of all accounts. */
    public synchronized int count() {
        return bytes.size();
    }

    /** Stores an object under a key, as a direct upload does. */
    public synchronized void put(String objectKey, byte[] gzip) {
        bytes.put(objectKey, gzip);
    }

    /** The bytes of an object. */
    public synchronized Optional<byte[]> find(String objectKey) {
        return Optional.ofNullable(bytes.get(objectKey));
    }

    /** Loses the bytes of an object, which must never happen. */
    public synchronized void lose(StoredContent content) {
        bytes.remove(content.objectKey());
    }

    @Override
    public synchronized StoredContent store(AccountId account, byte[] gzip) {
        var content = new StoredContent(prefix(account) + ++last, VERSION);
        bytes.put(content.objectKey(), gzip);
        return content;
    }

    @Override
    public synchronized byte[] read(StoredContent content) {
        var found = bytes.get(content.objectKey());
        if (found == null) {
            throw new IllegalStateException("the bytes of " + content + " are gone");
        }
        return found;
    }

    @Override
    public synchronized URI link(StoredContent content, String fileName) {
        return URI.create("memory:" + content.objectKey() + "?name=" + fileName.length());
    }

    @Override
    public synchronized void trash(StoredContent content) {
        // A marker on a removed object stays alone; the lifecycle rule removes it.
        if (bytes.containsKey(content.objectKey())) {
            markers.merge(content.objectKey(), 1, Integer::sum);
        }
    }

    @Override
    public synchronized void restore(StoredContent content) {
        if (bytes.containsKey(content.objectKey())) {
            markers.remove(content.objectKey());
        }
    }

    @Override
    public synchronized void purge(StoredContent content) {
        bytes.remove(content.objectKey());
        markers.remove(content.objectKey());
    }

    @Override
    public synchronized void purge(AccountId account, Collection<StoredContent> purged) {
        purged.forEach(this::purge);
    }

    @Override
    public synchronized URI publish(AccountId account, byte[] gzip, String contentType) {
        return URI.create("memory:published/" + gzip.length);
    }

    @Override
    public synchronized Map<String, StoredObject> stored(AccountId account) {
        var objects = new HashMap<String, StoredObject>();
        for (var key : keys(account)) {
            var versions = bytes.containsKey(key) ? Set.of(VERSION) : Set.<String>of();
            objects.put(key, new StoredObject(versions, markers.containsKey(key)));
        }
        return objects;
    }

    private Set<String> keys(AccountId account) {
        var keys = new HashSet<>(bytes.keySet());
        keys.addAll(markers.keySet());
        keys.removeIf(key -> !key.startsWith(prefix(account)));
        return keys;
    }

    @Override
    public synchronized int removeUnnamed(AccountId account, Set<String> named, long storedBefore) {
        var unnamed = keys(account);
        unnamed.removeAll(named);
        bytes.keySet().removeAll(unnamed);
        markers.keySet().removeAll(unnamed);
        return unnamed.size();
    }

    @Override
    public synchronized void erase(AccountId account) {
        var keys = keys(account);
        bytes.keySet().removeAll(keys);
        markers.keySet().removeAll(keys);
    }

    @Override
    public synchronized Set<AccountId> accounts() {
        var ids = new HashSet<AccountId>();
        bytes.keySet().forEach(key -> ids.add(new AccountId(Integer.parseInt(key.split("/", -1)[1]))));
        return ids;
    }
}

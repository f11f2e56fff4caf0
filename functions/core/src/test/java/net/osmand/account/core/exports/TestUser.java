package net.osmand.account.core.exports;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import net.osmand.account.core.account.Account;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.account.Device;
import net.osmand.account.core.account.Plan;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.account.UsageChange;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.DeviceId;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.StoredContent;
import org.jspecify.annotations.Nullable;

/** An account with its files, versions and objects. */
final class TestUser implements AccountFiles {
    static final AccountId ID = new AccountId(7);

    /** The size of the header that {@code GZIPOutputStream} writes, in bytes. */
    private static final int GZIP_HEADER = 10;

    final Map<String, StoredFiles> objects = new ConcurrentHashMap<>();
    private final Map<FileKey, TreeMap<Long, FileVersion>> versions = new LinkedHashMap<>();
    private long now = 1_700_000_000_000L;

    TestUser has(String type, String name, String content) {
        return has(type, name, StoredFiles.gzip(content.getBytes(StandardCharsets.UTF_8)), 0);
    }

    TestUser has(String type, String name, StoredFiles object, long clientTime) {
        now++;
        var key = new FileKey(type, name);
        var content = new StoredContent("u/7/" + now, "v" + now);
        objects.put(content.objectKey(), object);
        return put(new FileVersion(
                key,
                new DeviceId(1),
                now,
                clientTime,
                object.size(),
                object.length(),
                object.crc32(),
                GZIP_HEADER,
                Optional.of(content)));
    }

    /** Adds a catalogue map, which stores no bytes. */
    TestUser hasStub(String name) {
        now++;
        return put(new FileVersion(new FileKey("FILE", name), new DeviceId(1), now, 0, 0, 20, 0, 0, Optional.empty()));
    }

    TestUser deletes(String type, String name) {
        now++;
        return put(FileVersion.deletionMarker(new FileKey(type, name), new DeviceId(1), now, 0));
    }

    /** Removes a file permanently. */
    void purges(String type, String name) {
        var gone = versions.remove(new FileKey(type, name));
        if (gone != null) {
            gone.values().forEach(version -> version.content().ifPresent(c -> objects.remove(c.objectKey())));
        }
    }

    private TestUser put(FileVersion version) {
        versions.computeIfAbsent(version.key(), _ -> new TreeMap<>()).put(version.updateTime(), version);
        return this;
    }

    @Override
    public Stream<FileVersion> newest(AccountId account, long asOf) {
        return versions.values().stream().flatMap(history -> {
            Map.@Nullable Entry<Long, FileVersion> newest = history.floorEntry(asOf);
            return newest == null ? Stream.empty() : Stream.of(newest.getValue());
        });
    }

    Caller caller() {
        var account =
                new Account(ID, new EmailAddress("ann@example.org"), "subject", 0, Plan.PRO, Optional.empty(), false);
        return new Caller(account, Device.web(new DeviceId(1), "en", 0), Usage.NONE.after(UsageChange.NONE, now));
    }
}

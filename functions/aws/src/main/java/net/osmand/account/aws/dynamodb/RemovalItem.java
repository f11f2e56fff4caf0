package net.osmand.account.aws.dynamodb;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import net.osmand.account.core.files.FileVersion;
import net.osmand.account.core.files.FileVersions.Removal;
import net.osmand.account.core.files.FileVersions.Removal.Removed;
import net.osmand.account.core.values.AccountId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A removal as an item of the files table: {@code gone} lists the files, each with ty type, n name and ts the update times of
 * the versions that were removed. Clients may ask with cursors of 60 days; TTL comes some time after its moment.
 */
final class RemovalItem {
    static final String PREFIX = "R#";

    private static final long KEPT_SECONDS = Duration.ofDays(62).toSeconds();

    private RemovalItem() {}

    static String sk(long time) {
        return PREFIX + "%013d".formatted(time);
    }

    static Item write(AccountId account, long time, List<FileVersion> rows) {
        var files = rows.stream().collect(Collectors.groupingBy(FileVersion::key)).entrySet().stream()
                .map(file -> AttributeValue.fromM(Map.of(
                        "ty", Item.text(file.getKey().type()),
                        "n", Item.text(file.getKey().name()),
                        "ts",
                                AttributeValue.fromL(file.getValue().stream()
                                        .map(version -> Item.number(version.updateTime()))
                                        .toList()))))
                .toList();
        return Item.of(AccountItem.pk(account), sk(time))
                .with("gone", AttributeValue.fromL(files))
                .with(Item.TTL, time / 1000 + KEPT_SECONDS);
    }

    static Removal read(Item row) {
        var files = Objects.requireNonNull(row.attributes().get("gone")).l().stream()
                .map(AttributeValue::m)
                .map(file -> new Removed(
                        VersionItem.key(new Item(file)),
                        Objects.requireNonNull(file.get("ts")).l().stream()
                                .map(time -> Long.valueOf(time.n()))
                                .toList()))
                .toList();
        return new Removal(time(row), files);
    }

    static long time(Item row) {
        return Long.parseLong(row.sk().substring(PREFIX.length()));
    }
}

package net.osmand.account.aws.dynamodb;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import net.osmand.account.files.FileVersion;
import net.osmand.account.files.FileVersions.Removal;
import net.osmand.account.files.FileVersions.Removal.Removed;
import net.osmand.account.identity.AccountId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A removal as an item of the files table: {@code gone} lists the files, each with ty type, n name and ts the update times of
 * the versions that were removed. Clients may ask with cursors of 60 days; TTL comes some time after its moment.
 */
final class RemovalRow {
    static final String PREFIX = "R#";

    private static final long KEPT_SECONDS = Duration.ofDays(62).toSeconds();

    private RemovalRow() {}

    static String sk(long time) {
        return PREFIX + "%013d".formatted(time);
    }

    static Row write(AccountId account, long time, List<FileVersion> rows) {
        var files = rows.stream().collect(Collectors.groupingBy(FileVersion::key)).entrySet().stream()
                .map(file -> AttributeValue.fromM(Map.of(
                        "ty", Row.text(file.getKey().type()),
                        "n", Row.text(file.getKey().name()),
                        "ts",
                                AttributeValue.fromL(file.getValue().stream()
                                        .map(version -> Row.number(version.updateTime()))
                                        .toList()))))
                .toList();
        return Row.of(AccountRow.pk(account), sk(time))
                .with("gone", AttributeValue.fromL(files))
                .with(Row.TTL, time / 1000 + KEPT_SECONDS);
    }

    static Removal read(Row row) {
        var files = Objects.requireNonNull(row.attributes().get("gone")).l().stream()
                .map(AttributeValue::m)
                .map(file -> new Removed(
                        VersionRow.key(new Row(file)),
                        Objects.requireNonNull(file.get("ts")).l().stream()
                                .map(time -> Long.valueOf(time.n()))
                                .toList()))
                .toList();
        return new Removal(time(row), files);
    }

    static long time(Row row) {
        return Long.parseLong(row.sk().substring(PREFIX.length()));
    }
}

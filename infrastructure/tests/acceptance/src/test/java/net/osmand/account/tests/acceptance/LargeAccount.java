package net.osmand.account.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.osmand.account.aws.dynamodb.DynamoDbFileIndex;
import net.osmand.account.core.account.Device;
import net.osmand.account.core.account.StorageBreakdown.Amount;
import net.osmand.account.core.account.UsageChange;
import net.osmand.account.core.files.Change;
import net.osmand.account.core.files.CommitResult;
import net.osmand.account.core.files.FileIndex;
import net.osmand.account.core.files.Write;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.DeviceId;
import net.osmand.account.core.values.FileCategory;
import net.osmand.account.core.values.FileHead;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.StoredContent;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Fills an account with the rows of many files in the adapter's layout, 25 rows in each call. It stores no objects. */
final class LargeAccount {
    private static final String TABLE = "FilesTable";
    private static final int BATCH = 25;

    /** Number of the first version of {@link #fillVersions}, newer than all versions of {@link #fill}. */
    private static final int LATER = 200_000;

    private static final int AT_ONCE = 8;
    private static final List<String> FOLDERS =
            List.of("rec", "Ardennes 2025", "work/commute", "holidays/Noorwegen/Hardangervidda", "import", "Übungen");
    private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");

    private final DynamoDbClient client;
    private final Random random = new Random(7);

    LargeAccount(TestStack stack) {
        client = stack.local().dynamoDb();
    }

    /**
     * Adds files with one version each: tracks by date and folder, some favourites, and sizes from 200 bytes to 2 MB.
     */
    void fill(TestApp app, int files) {
        var device = new DeviceId(Integer.parseInt(app.deviceId()));
        var versions = IntStream.range(0, files)
                .mapToObj(number -> version(new FileKey("GPX", name(number)), number, device))
                .toList();
        var writes = versions.stream()
                .flatMap(version -> Stream.of(new Write.AddRow(version), head(List.of(version))))
                .toList();
        write(app, writes, versions, files);
    }

    /** Adds one more file with {@code count} versions. */
    void fillVersions(TestApp app, FileKey key, int count) {
        var device = new DeviceId(Integer.parseInt(app.deviceId()));
        var versions = IntStream.range(0, count)
                .mapToObj(number -> version(key, LATER + number, device))
                .toList();
        var writes = Stream.concat(versions.stream().map(Write.AddRow::new), Stream.of(head(versions)))
                .toList();
        write(app, writes, versions, 1);
    }

    private static Write head(List<FileVersion> versions) {
        var newest = versions.getLast();
        var bytes = versions.stream().mapToLong(FileVersion::gzipSize).sum();
        var head = new FileHead(
                newest.updateTime(),
                newest.updateTime(),
                Optional.of(newest.withoutAuthor()),
                versions.size(),
                bytes,
                0,
                Optional.empty(),
                0);
        return new Write.PutHead(newest.key(), head, OptionalLong.empty());
    }

    private void write(TestApp app, List<? extends Write> writes, List<FileVersion> versions, int files) {
        var account = new AccountId(app.account());
        var items = new Items();
        var layout = new DynamoDbFileIndex(items, items, TABLE);
        for (var from = 0; from < writes.size(); from += FileIndex.MAX_WRITES) {
            var some = writes.subList(from, Math.min(writes.size(), from + FileIndex.MAX_WRITES));
            layout.commit(change(account, 0, UsageChange.NONE, List.copyOf(some)));
        }
        IntStream.range(0, Math.ceilDiv(items.taken.size(), BATCH))
                .mapToObj(n -> items.taken.subList(n * BATCH, Math.min(items.taken.size(), (n + 1) * BATCH)))
                .gather(Gatherers.mapConcurrent(AT_ONCE, this::write))
                .forEach(_ -> {});
        var kept = versions.stream().mapToLong(FileVersion::gzipSize).sum();
        var live = files == 1 ? List.of(versions.getLast()) : versions;
        var amount = new Amount(
                files,
                live.stream().mapToLong(FileVersion::size).sum(),
                live.stream().mapToLong(FileVersion::gzipSize).sum());
        var category = FileCategory.of(new FileKey("GPX", "")).category();
        var usage = UsageChange.ofLive(false, category, amount).plus(UsageChange.ofVersions(versions.size(), kept));
        var last = versions.getLast().updateTime() + 1;
        assertThat(new DynamoDbFileIndex(client, client, TABLE).commit(change(account, last, usage, List.of())))
                .isInstanceOf(CommitResult.Committed.class);
    }

    private static Change change(AccountId account, long time, UsageChange usage, List<Write> writes) {
        var anyDay = new Change.CheckDay(Long.MAX_VALUE, false);
        return new Change(account, time, usage, Set.of(), anyDay, OptionalLong.empty(), writes);
    }

    /** Returns the name of the file with this number. */
    static String name(int number) {
        var folder = FOLDERS.get(number % FOLDERS.size());
        return "%s/20%02d-%02d-%02d_%02d-%02d_%s %d.gpx"
                .formatted(
                        folder,
                        10 + number / 30 % 17,
                        1 + number * 7 % 12,
                        1 + number * 11 % 28,
                        number * 13 % 24,
                        number / 17 % 60,
                        DAYS.get(number % 7),
                        number);
    }

    private static long time(int number) {
        return 1_767_225_600_000L + number * 61_337L;
    }

    private FileVersion version(FileKey file, int number, DeviceId device) {
        var size = (long) (200 * Math.pow(10_000, random.nextDouble() * random.nextDouble()));
        var key = new byte[16];
        random.nextBytes(key);
        var hex = HexFormat.of().formatHex(key);
        return new FileVersion(
                        file,
                        device,
                        time(number),
                        time(number) - random.nextInt(1_000_000_000),
                        size,
                        Math.max(60, size / 5),
                        random.nextInt() & 0xffffffffL,
                        10,
                        Optional.of(new StoredContent("u/seeded/" + hex, hex.substring(0, 32))))
                .withStatusAndAuthor(FileVersion.Status.ADDED, "Google" + Device.LABEL_JOINT + "Pixel 9");
    }

    private int write(List<Map<String, AttributeValue>> items) {
        Map<String, List<WriteRequest>> left = new HashMap<>(Map.of(
                TABLE,
                items.stream()
                        .map(item -> WriteRequest.builder()
                                .putRequest(PutRequest.builder().item(item).build())
                                .build())
                        .toList()));
        while (!left.isEmpty()) {
            var requests = left;
            left = client.batchWriteItem(write -> write.requestItems(requests)).unprocessedItems();
        }
        return items.size();
    }

    /** Collects the items that the adapter would put. */
    private static final class Items implements DynamoDbClient {
        private final List<Map<String, AttributeValue>> taken = new ArrayList<>();

        @Override
        public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
            request.transactItems().stream()
                    .filter(action -> action.put() != null)
                    .forEach(action -> taken.add(action.put().item()));
            return TransactWriteItemsResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}

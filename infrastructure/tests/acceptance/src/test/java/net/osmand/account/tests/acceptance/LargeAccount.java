package net.osmand.account.tests.acceptance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import net.osmand.account.aws.dynamodb.DynamoDbFileVersions;
import net.osmand.account.core.account.Device;
import net.osmand.account.core.account.StorageBreakdown.Amount;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.account.UsageChange;
import net.osmand.account.core.files.FileVersion;
import net.osmand.account.core.files.StoredContent;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.DeviceId;
import net.osmand.account.core.values.FileCategory;
import net.osmand.account.core.values.FileKey;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Fills an account with the rows of many files, as the adapter lays them out, 25 a call. It stores no bytes. */
final class LargeAccount {
    private static final String TABLE = "FilesTable";
    private static final int BATCH = 25;
    private static final int AT_ONCE = 8;
    private static final List<String> FOLDERS =
            List.of("rec", "Ardennes 2025", "work/commute", "holidays/Noorwegen/Hardangervidda", "import", "Übungen");
    private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");

    private final DynamoDbClient client;
    private final Random random = new Random(7);

    LargeAccount(TestStack stack) {
        client = stack.local().dynamoDb();
    }

    /** Files of one version each: tracks by date and folder, some favourites, sizes from 200 bytes to 2 MB. */
    void fill(TestApp app, int files) {
        var account = new AccountId(app.account());
        var device = new DeviceId(Integer.parseInt(app.deviceId()));
        var rows = new Rows();
        var layout = new DynamoDbFileVersions(rows, TABLE);
        var bytes = 0L;
        var gzipBytes = 0L;
        for (var i = 0; i < files; i++) {
            var version = version(i, device);
            bytes += version.size();
            gzipBytes += version.gzipSize();
            layout.add(account, version);
        }
        IntStream.range(0, Math.ceilDiv(files, BATCH))
                .mapToObj(n -> rows.taken.subList(n * BATCH, Math.min(files, (n + 1) * BATCH)))
                .gather(Gatherers.mapConcurrent(AT_ONCE, this::write))
                .forEach(_ -> {});
        new DynamoDbFileVersions(client, TABLE)
                .advance(
                        account,
                        Usage.NONE,
                        new UsageChange(
                                false,
                                FileCategory.of(new FileKey("GPX", "")).category(),
                                new Amount(files, bytes, gzipBytes),
                                files),
                        time(files));
    }

    /** The name of the file with that number. */
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

    private FileVersion version(int number, DeviceId device) {
        var size = (long) (200 * Math.pow(10_000, random.nextDouble() * random.nextDouble()));
        var key = new byte[16];
        random.nextBytes(key);
        var hex = HexFormat.of().formatHex(key);
        return new FileVersion(
                        new FileKey("GPX", name(number)),
                        device,
                        time(number),
                        time(number) - random.nextInt(1_000_000_000),
                        size,
                        Math.max(60, size / 5),
                        random.nextInt() & 0xffffffffL,
                        10,
                        Optional.of(new StoredContent("u/seeded/" + hex, hex.substring(0, 32))))
                .writtenAs(FileVersion.Status.ADDED, "Google" + Device.LABEL_JOINT + "Pixel 9");
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

    /** Takes the rows that the adapter would put. */
    private static final class Rows implements DynamoDbClient {
        private final List<Map<String, AttributeValue>> taken = new ArrayList<>();

        @Override
        public PutItemResponse putItem(PutItemRequest request) {
            taken.add(request.item());
            return PutItemResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}

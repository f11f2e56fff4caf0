package net.osmand.account.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.osmand.account.core.account.StorageBreakdown;
import net.osmand.account.core.account.StorageBreakdown.Amount;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.account.UsageChange;
import net.osmand.account.core.account.UsageLimit;
import net.osmand.account.core.account.UsageLimit.Figure;
import net.osmand.account.core.files.Change;
import net.osmand.account.core.files.Change.CheckDay;
import net.osmand.account.core.files.HiddenDeletions;
import net.osmand.account.core.files.Purge;
import net.osmand.account.core.files.Removal;
import net.osmand.account.core.files.TrashEntry;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.DeviceId;
import net.osmand.account.core.values.FileCategory.Category;
import net.osmand.account.core.values.FileHead;
import net.osmand.account.core.values.FileHead.Lifted;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.StoredContent;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Tests that items of files are read as they were written, sort correctly and are as small as their cost assumes. */
class FileItemsTest {
    private static final AccountId ACCOUNT = new AccountId(Integer.MAX_VALUE);
    private static final DeviceId DEVICE = new DeviceId(Integer.MAX_VALUE);
    private static final FileKey KEY = new FileKey("FAVOURITES", "favorites/Fahrräder\n#1.gpx");
    private static final long TIME = 1_795_831_022_679L;

    /** Bytes of one write unit. Each change pays twice for every unit. */
    private static final int UNIT = 1024;

    @Test
    void rowsComeBackAsTheyWere() {
        var content = content(KEY, 100, 60);
        var marker = FileVersion.deletionMarker(KEY, DEVICE, 5, 0);
        var map = new FileVersion(KEY, DEVICE, 6, 0, 0, 20, 0, 0, Optional.empty());

        for (var row : List.of(content, marker, map)) {
            assertThat(VersionItem.read(VersionItem.write(ACCOUNT, row))).isEqualTo(row);
        }
        assertThat(VersionItem.write(ACCOUNT, marker).attributes())
                .doesNotContainKeys("c", "s", "z", "crc", "o", "ok", "ov");
    }

    @Test
    void contentsOfAFileLieBeforeItsMarkersAndEachKindByTime() {
        var early = FileVersion.deletionMarker(KEY, DEVICE, 999, 0);
        var late = FileVersion.deletionMarker(KEY, DEVICE, TIME, 0);
        var sorted = Stream.of(late, content(KEY, 1, 1).updatedAt(TIME + 1), early, content(KEY, 1, 1))
                .map(row -> VersionItem.write(ACCOUNT, row).sk())
                .sorted()
                .toList();

        assertThat(sorted)
                .containsExactly(
                        "V#" + KEY.hash() + "#C" + TIME,
                        "V#" + KEY.hash() + "#C" + (TIME + 1),
                        "V#" + KEY.hash() + "#M0000000000999",
                        "V#" + KEY.hash() + "#M" + TIME);
        assertThat(sorted).allMatch(sk -> sk.startsWith(VersionItem.prefix(KEY.name())));
    }

    @Test
    void aHeadComesBackAsItWasAndHasNoName() {
        var content = content(KEY, 100, 60).withStatusAndAuthor(FileVersion.Status.MODIFIED, "");
        var trashed = new FileHead(TIME, TIME, Optional.of(content), 3, 180, 1, Optional.empty(), 0);
        var restored = new FileHead(
                TIME + 1,
                TIME,
                Optional.of(content),
                3,
                180,
                0,
                Optional.of(new Lifted(TIME, DEVICE, TIME + 1)),
                TIME - 9);
        for (var head : List.of(trashed, restored, gone())) {
            assertThat(HeadItem.read(KEY, HeadItem.write(ACCOUNT, KEY, head))).isEqualTo(head);
        }
        assertThat(HeadItem.hash(HeadItem.write(ACCOUNT, KEY, trashed))).isEqualTo(KEY.hash());
        assertThat(HeadItem.write(ACCOUNT, KEY, trashed).attributes())
                .doesNotContainKeys("n", "ty", "t", "until", Item.TTL);
    }

    @Test
    void onlyAHeadWithoutRowsEndsByItself() {
        assertThat(HeadItem.write(ACCOUNT, KEY, gone()).number(Item.TTL, 0)).isEqualTo(1_795_831_023L + 86_400);
    }

    private static FileHead gone() {
        return new FileHead(TIME, 0, Optional.empty(), 0, 0, 0, Optional.empty(), TIME - 1);
    }

    @Test
    void theOtherItemsComeBackAsTheyWere() {
        var entry = new TrashEntry(KEY, TIME, TIME + 1, "Google__model__Pixel");
        var removal = new Removal(
                TIME,
                List.of(
                        new Removal.Removed(KEY, List.of(1L, 2L)),
                        new Removal.Removed(new FileKey("GPX", "a"), List.of(3L))),
                List.of(new StoredContent("u/1/20261130-a", "v1"), new StoredContent("u/1/20261130-b", "v2")));
        var purge = new Purge(KEY, TIME);
        var hidden = new HiddenDeletions("e1d2c3", Set.of(TIME, TIME + 7));

        assertThat(TrashItem.read(TrashItem.write(ACCOUNT, entry))).isEqualTo(entry);
        assertThat(TrashItem.write(ACCOUNT, entry).number(Item.TTL, 0))
                .as("no second early")
                .isEqualTo(1_795_831_023L);
        assertThat(RemovalItem.read(RemovalItem.write(ACCOUNT, removal))).isEqualTo(removal);
        assertThat(HidingItems.readPurge(HidingItems.write(ACCOUNT, purge))).isEqualTo(purge);
        assertThat(HidingItems.write(ACCOUNT, purge).attributes()).doesNotContainKeys("t", TrashItem.UNTIL);
        assertThat(HidingItems.readHidden(HidingItems.write(ACCOUNT, hidden))).isEqualTo(hidden);
    }

    @Test
    void theUsageComesBackAsItWasAndHasEveryFigureThatConditionsCompare() {
        assertThat(UsageItem.read(UsageItem.write(ACCOUNT, largeUsage()))).isEqualTo(largeUsage());
        var fresh = UsageItem.write(ACCOUNT, Usage.ofNewAccount(20_000));
        assertThat(UsageItem.read(fresh)).isEqualTo(Usage.ofNewAccount(20_000));
        assertThat(fresh.attributes()).containsKeys("last", "fb", "lb", "lf", "kb", "up", "hid", "ck", "sh");
    }

    @Test
    void whatEachChangeWritesTwiceStaysBelowOneUnit() {
        var longest = longestKey();
        var head = new FileHead(
                Long.MAX_VALUE / 1000,
                TIME,
                Optional.of(content(longest, 1L << 40, 1L << 40).withStatusAndAuthor(FileVersion.Status.MODIFIED, "")),
                1L << 40,
                1L << 50,
                1L << 40,
                Optional.of(new Lifted(TIME, DEVICE, TIME)),
                TIME);
        assertThat(size(HeadItem.write(ACCOUNT, longest, head))).as("head").isLessThan(UNIT);
        assertThat(size(UsageItem.write(ACCOUNT, largeUsage()))).as("usage").isLessThan(UNIT);
    }

    @Test
    void rowsOfUsualNamesStayBelowOneUnitAndOfTheLongestBelowTwo() {
        var usual = new FileKey("GPX", "rec/2026-11-30 Hardangervidda, the whole round.gpx");
        var author = "a".repeat(64) + "__model__" + "m".repeat(64);
        assertThat(size(VersionItem.write(
                        ACCOUNT,
                        content(usual, 1L << 40, 1L << 40).withStatusAndAuthor(FileVersion.Status.MODIFIED, author))))
                .isLessThan(UNIT);
        assertThat(size(VersionItem.write(
                        ACCOUNT,
                        content(longestKey(), 1L << 40, 1L << 40)
                                .withStatusAndAuthor(FileVersion.Status.MODIFIED, author))))
                .isLessThan(2 * UNIT);
        assertThat(size(TrashItem.write(ACCOUNT, new TrashEntry(longestKey(), TIME, TIME, author))))
                .isLessThan(2 * UNIT);
    }

    /** An item in DynamoDB is at most 400 kB. */
    @Test
    void theLargestItemsFit() {
        var files = Stream.iterate(0, n -> n + 1)
                .limit(99)
                .map(n -> new Removal.Removed(longestKey(), List.of(TIME + n)))
                .toList();
        var objects = Stream.iterate(0, n -> n + 1)
                .limit(99)
                .map(n -> new StoredContent("u/2147483647/20261130-" + "0".repeat(32), "v".repeat(64)))
                .toList();
        assertThat(size(RemovalItem.write(ACCOUNT, new Removal(TIME, files, objects))))
                .isLessThan(400 << 10);
        var hidden =
                Stream.iterate(TIME, t -> t + 1).limit(HiddenDeletions.MOST).collect(Collectors.toSet());
        assertThat(size(HidingItems.write(ACCOUNT, new HiddenDeletions("job", hidden))))
                .isLessThan(400 << 10);
    }

    @Test
    void aChangeAddsWhatIsNotZeroAndNamesItsLimits() {
        var change = new Change(
                ACCOUNT,
                TIME,
                UsageChange.ofLive(true, Category.MY_PLACES, new Amount(1, 100, 60))
                        .plus(UsageChange.ofVersions(1, 60)),
                Set.of(new UsageLimit(Figure.FREE_BYTES, 5_000)),
                new CheckDay(20_786, false),
                OptionalLong.empty(),
                List.of());
        var update = UsageItem.update("files", change);

        assertThat(update.updateExpression())
                .isEqualTo("SET #last = :v0 ADD #fb :v1, #lb :v2, #lf :v3, #kb :v4, #v :v5, #pf :v6, #pb :v7, #pg :v8");
        assertThat(update.conditionExpression())
                .isEqualTo("attribute_exists(pk) AND #last < :v9 AND #fb <= :v10 AND #ck <= :v11");
        assertThat(update.expressionAttributeValues().get(":v10")).isEqualTo(Item.number(5_000));
    }

    @Test
    void aChangeMayMoveTheCheckAndDependOnTheLastOne() {
        var change = new Change(
                ACCOUNT,
                TIME,
                UsageChange.ofEmptied(TIME).removing(),
                Set.of(),
                new CheckDay(20_786, true),
                OptionalLong.of(TIME - 1),
                List.of());
        var update = UsageItem.update("files", change);

        assertThat(update.updateExpression())
                .isEqualTo("SET #last = :v0, #rem = :v1, #emp = :v2, #ck = :v3, #sh = :v4");
        assertThat(update.conditionExpression()).isEqualTo("attribute_exists(pk) AND #last < :v5 AND #last = :v6");
        assertThat(update.expressionAttributeValues().get(":v4")).isEqualTo(Item.number(15));
    }

    private static FileKey longestKey() {
        return new FileKey("T".repeat(64), "é".repeat(FileKey.LONGEST_NAME / 2));
    }

    private static Usage largeUsage() {
        var most = 1L << 50;
        var amount = new Amount(most, most, most);
        return new Usage(
                most,
                most,
                most,
                most,
                most,
                most,
                TIME,
                TIME,
                TIME,
                most,
                most,
                new StorageBreakdown(
                        most,
                        Map.of(
                                Category.MY_PLACES, amount,
                                Category.SETTINGS, amount,
                                Category.RESOURCES, amount,
                                Category.MAPS, amount)),
                new Usage.Check(20_786, TIME, 20_786));
    }

    private static FileVersion content(FileKey key, long size, long gzipSize) {
        var stored = new StoredContent("u/2147483647/20261130-" + "0".repeat(32), "v".repeat(32));
        return new FileVersion(key, DEVICE, TIME, -TIME, size, gzipSize, 0xffffffffL, 10, Optional.of(stored));
    }

    /**
     * Counts bytes as DynamoDB does:
     * docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html.
     */
    private static long size(Item item) {
        return size(item.attributes());
    }

    private static long size(Map<String, AttributeValue> attributes) {
        return attributes.entrySet().stream()
                .mapToLong(attribute -> utf8(attribute.getKey()) + size(attribute.getValue()))
                .sum();
    }

    private static long size(AttributeValue value) {
        return switch (value.type()) {
            case S -> utf8(value.s());
            case N -> number(value.n());
            case NS -> value.ns().stream().mapToLong(FileItemsTest::number).sum();
            case L ->
                3 + value.l().stream().mapToLong(element -> 1 + size(element)).sum();
            case M -> 3 + value.m().size() + size(value.m());
            default -> throw new IllegalArgumentException("no type of these items: " + value.type());
        };
    }

    /** One byte for two digits, and one or two bytes in addition. */
    private static long number(String digits) {
        return Math.ceilDiv(digits.length(), 2) + 2L;
    }

    private static long utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}

package net.osmand.account.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import net.osmand.account.aws.OneAnswer;
import net.osmand.account.core.account.Account;
import net.osmand.account.core.account.Accounts.ChangedBy;
import net.osmand.account.core.account.Accounts.EmailChange;
import net.osmand.account.core.account.Device;
import net.osmand.account.core.account.Plan;
import net.osmand.account.core.account.StorageBreakdown;
import net.osmand.account.core.account.StorageBreakdown.Amount;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.exports.ArchiveFormat;
import net.osmand.account.core.exports.Export;
import net.osmand.account.core.exports.Selection;
import net.osmand.account.core.files.EmptyTrash;
import net.osmand.account.core.files.HiddenDeletions;
import net.osmand.account.core.files.Purge;
import net.osmand.account.core.files.Removal;
import net.osmand.account.core.files.TrashEntry;
import net.osmand.account.core.files.Upload;
import net.osmand.account.core.mail.MailSuppressions;
import net.osmand.account.core.purchases.Order;
import net.osmand.account.core.purchases.PurchaseId;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.DeviceId;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.FileCategory;
import net.osmand.account.core.values.FileHead;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.StoredContent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Tests that rows from November 2026, exported from the tables of a local stack, are still readable. Rows in users'
 * tables can't be rewritten. Never change a fixture: if you change the form of a row, add one.
 */
class FixturesTest {
    private static final AccountId ANN = new AccountId(128025758);
    private static final EmailAddress EMAIL = new EmailAddress("ann@example.org");
    private static final DeviceId PHONE = new DeviceId(873998567);
    private static final FileKey FAVORITES = new FileKey("FAVOURITES", "favorites.gpx");

    @Test
    void account() {
        assertThat(AccountItem.read(row("account"), Plan.START, 0))
                .isEqualTo(new Account(
                        ANN,
                        EMAIL,
                        "bf59be92-b0f1-449a-ae8f-4390b8f6da1e",
                        1_795_831_022_679L,
                        Plan.START,
                        Optional.empty(),
                        false));
    }

    @Test
    void accountWithAGiftAndABrowser() {
        var end = 1_830_211_200_000L;
        var row = row("account-with-gift");
        assertThat(AccountItem.read(row, Plan.START, end - 1).plan()).isEqualTo(Plan.PRO);
        assertThat(AccountItem.read(row, Plan.START, end - 1).orderId()).contains("promo_ykk2s6vrs8vfvdn7");
        assertThat(AccountItem.read(row, Plan.START, end).plan()).isEqualTo(Plan.LAPSED_PRO);
        assertThat(AccountItem.webDevice(row)).contains(new DeviceId(1071941778));
    }

    @Test
    void pointer() {
        assertThat(PointerItem.read(row("pointer"))).isEqualTo(ANN);
        assertThat(PointerItem.isProven(row("pointer"))).isTrue();
    }

    @Test
    void device() {
        assertThat(DeviceItem.read(row("device")))
                .isEqualTo(new Device(
                        PHONE,
                        "phone",
                        "731055d01216cbc3baec96567c5d97cb223fcd7f33bba6a8ce89fd149d45eff3",
                        "Google",
                        "Pixel",
                        "nl",
                        1_795_831_026_655L,
                        1_795_831_026_655L));
    }

    @Test
    void code() {
        var code = PendingCodeItem.read(EMAIL, row("code"));
        assertThat(code.purpose()).isEqualTo(CodePurpose.SIGN_IN);
        assertThat(code.account()).contains(ANN);
        assertThat(code.hashes()).containsExactly("f62ec13e7ee5bbb9a090472583c548ca57508f11097d93ec06aba37d3c6b8851");
    }

    @Test
    void sessionCounterAndSentMail() {
        assertThat(row("session").number(SessionItem.EXPIRES_AT, 0)).isEqualTo(1_798_423_576_011L);
        assertThat(row("session").sk()).startsWith(SessionItem.PREFIX);
        assertThat(row("counter").number("n", 0)).isEqualTo(2);
        assertThat(row("sent-mail").number(SentMailItem.SENT, 0)).isEqualTo(1_795_831_058_987L);
    }

    @Test
    void trashEntry() {
        assertThat(TrashItem.read(row("trash-entry")))
                .isEqualTo(new TrashEntry(FAVORITES, 1_795_831_050_799L, 1_798_423_050_799L, "Google__model__Pixel"));
    }

    @Test
    void usage() {
        assertThat(UsageItem.read(row("usage")))
                .isEqualTo(new Usage(
                        0,
                        31_457_334,
                        2,
                        31_457_388,
                        0,
                        1,
                        1_795_842_060_000L,
                        1_795_842_060_000L,
                        1_795_841_995_000L,
                        1,
                        0,
                        new StorageBreakdown(2, Map.of(FileCategory.Category.MY_PLACES, new Amount(1, 39, 54))),
                        new Usage.Check(20_786, 1_795_840_000_000L, 20_770)));
    }

    @Test
    void headOfATrashedFile() {
        var head = HeadItem.read(FAVORITES, row("head"));
        assertThat(head.isTrashed()).isTrue();
        assertThat(head.content().orElseThrow())
                .isEqualTo(new FileVersion(
                        FAVORITES,
                        PHONE,
                        1_795_831_046_781L,
                        0,
                        36,
                        52,
                        726_593_649L,
                        10,
                        Optional.of(new StoredContent(
                                "u/128025758/20261127-eec42f4ab1f274f35f27236f7d83a4fb",
                                "58fb6c4a-5f41-416d-a487-07d0ccfb07f5"))));
        assertThat(head.contentBytes()).isEqualTo(52);
    }

    @Test
    void headOfARestoredFileAndOfOneThatIsGone() {
        var restored = HeadItem.read(FAVORITES, row("head-restored"));
        assertThat(restored.isLive()).isTrue();
        assertThat(restored.lifted()).contains(new FileHead.Lifted(1_795_831_050_799L, PHONE, 1_795_831_060_000L));
        assertThat(HeadItem.read(FAVORITES, row("head-gone")))
                .isEqualTo(new FileHead(
                        1_795_831_060_000L, 0, Optional.empty(), 0, 0, 0, Optional.empty(), 1_795_831_050_799L));
    }

    @Test
    void whatHidesRows() {
        assertThat(HidingItems.readPurge(row("purge"))).isEqualTo(new Purge(FAVORITES, 1_795_831_050_799L));
        assertThat(HidingItems.readHidden(row("hidden-deletions")))
                .isEqualTo(new HiddenDeletions("e1d2c3", Set.of(1_795_841_990_001L, 1_795_841_991_002L)));
    }

    @Test
    void removal() {
        assertThat(RemovalItem.read(row("removal")))
                .isEqualTo(new Removal(
                        1_795_842_060_000L,
                        List.of(new Removal.Removed(FAVORITES, List.of(1_795_841_991_000L))),
                        List.of(new StoredContent(
                                "u/128025758/20261127-eec42f4ab1f274f35f27236f7d83a4fb",
                                "58fb6c4a-5f41-416d-a487-07d0ccfb07f5"))));
    }

    @Test
    void versionOfTheStoredObject() {
        var version = VersionItem.read(row("version-of-object"));
        assertThat(version.size()).isEqualTo(39);
        assertThat(version.gzipSize()).isEqualTo(54);
        assertThat(version.crc32()).isEqualTo(117_483_924L);
        assertThat(version.deflateOffset()).isEqualTo(10);
    }

    @Test
    void uploadInParts() {
        assertThat(UploadItem.read(row("upload-in-parts")))
                .isEqualTo(new Upload(
                        ANN,
                        "Zq3dG0sT5mQ2xW8r",
                        new FileKey("FILE", "maps/own.obf"),
                        PHONE,
                        "Google__model__Pixel",
                        31_457_280,
                        Optional.empty(),
                        1_795_841_000_000L,
                        Optional.of("u/128025758/7d0a5c2be3f14d6f9b1a8c7e6d5f4a3b"),
                        Optional.of("tK4bZ9"),
                        8_388_608,
                        Upload.State.OPEN,
                        1_795_928_400_000L,
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        0));
    }

    @Test
    void uploadsThatEnded() {
        var done = UploadItem.read(row("upload-done"));
        assertThat(done.state()).isEqualTo(Upload.State.DONE);
        assertThat(done.sha256()).contains("n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=");
        assertThat(done.objectVersion()).contains("452437ae-898b-4761-b7c2-b3552933c74d");
        assertThat(done.updateTime()).isEqualTo(1_795_842_000_000L);
        assertThat(done.contentSize()).isEqualTo(39);
        assertThat(UploadItem.read(row("upload-failed")).reason()).contains(Upload.Reason.NOT_GZIP);
    }

    @Test
    void export() {
        assertThat(ExportItem.read(row("export")))
                .isEqualTo(new Export(
                        ANN,
                        "5p3n",
                        new Selection(ArchiveFormat.ZIP, Optional.of(Set.of("GPX", "FAVOURITES"))),
                        1_795_842_000_000L,
                        Export.State.RUNNING,
                        1_795_842_001_000L,
                        1_795_842_002_000L,
                        4,
                        Optional.of(new Export.Work(
                                "exports/128025758/5p3n/plan.plan",
                                new net.osmand.account.core.exports.MultipartUpload(
                                        "exports/128025758/5p3n/9c.zip", "mU7x"),
                                3,
                                120,
                                500,
                                18_874_368,
                                90_000_000,
                                1,
                                List.of(new FileKey("GPX", "tracks/gone.gpx")))),
                        Optional.of("u/128025758/0c")));
    }

    @Test
    void changeOfAddress() {
        var account = new AccountId(1616176013);
        var next = new EmailAddress("ann.new@example.org");
        assertThat(AccountItem.readEmailChange(row("email-change")))
                .isEqualTo(new EmailChange(
                        account, "bf59be92-b0f1-449a-ae8f-4390b8f6da1e", EMAIL, next, "nl", ChangedBy.OLD_ADDRESS, 0));
        assertThat(PointerItem.read(row("pointer-unproven"))).isEqualTo(account);
        assertThat(PointerItem.isProven(row("pointer-unproven"))).isFalse();
    }

    @Test
    void closingAndErasedAccounts() {
        var account = AccountItem.readClosing(row("closing"), Plan.PRO);
        assertThat(account.id()).isEqualTo(new AccountId(1616176013));
        assertThat(account.email()).isEqualTo(new EmailAddress("ann.new@example.org"));
        assertThat(account.subject()).isEqualTo("bf59be92-b0f1-449a-ae8f-4390b8f6da1e");
        assertThat(account.closing()).isTrue();
        assertThat(row("closing").optionalNumber(AccountItem.ERASED)).isEmpty();
        assertThat(row("erased").optionalNumber(AccountItem.ERASED)).hasValue(1_795_842_502_421L);
    }

    @Test
    void jobThatEmptiesTheTrash() throws IOException {
        try (var dynamoDb = serving("empty-trash-job")) {
            assertThat(new DynamoDbEmptyTrashJobs(dynamoDb.clients().dynamoDb(), "files").find(ANN, "e1d2c3"))
                    .contains(new EmptyTrash.Job(
                            ANN, "e1d2c3", false, 1_795_841_995_000L, 250, 100, 1_798_423_050_799L, 2, false));
        }
    }

    @Test
    void addressThatMailsDoNotReach() throws IOException {
        try (var dynamoDb = serving("mail-trouble")) {
            assertThat(new DynamoDbMailSuppressions(dynamoDb.clients().dynamoDb(), "accounts").find(EMAIL))
                    .contains(MailSuppressions.Report.BOUNCED);
        }
    }

    private static OneAnswer serving(String fixture) throws IOException {
        try (var file = FixturesTest.class.getResourceAsStream("/fixtures/" + fixture + ".json")) {
            var item = new String(Objects.requireNonNull(file, fixture).readAllBytes(), StandardCharsets.UTF_8);
            return new OneAnswer(
                    Map.of("Content-Type", "application/x-amz-json-1.0"),
                    ("{\"Item\":" + item + "}").getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void version() {
        assertThat(VersionItem.read(row("version")))
                .isEqualTo(new FileVersion(
                        new FileKey("GPX", "tracks/a.gpx"),
                        PHONE,
                        1_795_831_046_781L,
                        0,
                        36,
                        52,
                        726_593_649L,
                        10,
                        Optional.of(new StoredContent(
                                "u/128025758/eec42f4ab1f274f35f27236f7d83a4fb",
                                "58fb6c4a-5f41-416d-a487-07d0ccfb07f5")),
                        FileVersion.Status.ADDED,
                        "Google__model__Pixel"));
    }

    @Test
    void deletionMarker() {
        var marker = VersionItem.read(row("deletion-marker"));
        assertThat(marker.isDeletionMarker()).isTrue();
        assertThat(marker.key()).isEqualTo(FAVORITES);
        assertThat(marker.updateTime()).isEqualTo(1_795_831_050_799L);
    }

    @ParameterizedTest
    @CsvSource({
        "purchase-subscription, fs:sub:SubAnnaProAnnual000000, 1793610900000, false",
        "purchase-one-time, fs:ord:OrdCarlaMapsPlus000000:net.osmand.fastspring.inapp.maps.plus, 1793887200000, false",
        "purchase-gift, osmand:cc3bc268-d5de-d86c-2daf-da6d7cf4abe5, 1795831587495, true"
    })
    void purchase(String fixture, String id, long purchasedAt, boolean gift) {
        var purchase = PurchaseItem.read(row(fixture));
        assertThat(purchase.id()).isEqualTo(new PurchaseId(id));
        assertThat(purchase.facts().purchasedAt()).contains(purchasedAt);
        assertThat(purchase.isGift()).isEqualTo(gift);
        assertThat(purchase.owner()).isEqualTo(gift ? Optional.of(new AccountId(1829884743)) : Optional.empty());
    }

    @Test
    void order() {
        var order = OrderItem.read(row("order"));
        assertThat(order.id()).isEqualTo("OrdAnnaProAnnual000000");
        assertThat(order.lines())
                .containsExactly(new Order.Line(
                        new PurchaseId("fs:sub:SubAnnaProAnnual000000"),
                        "net.osmand.fastspring.subscription.pro.annual",
                        "osmand-pro-annual"));
    }

    /** Reads an item from DynamoDB JSON. */
    private static Item row(String fixture) {
        try (var file = FixturesTest.class.getResourceAsStream("/fixtures/" + fixture + ".json")) {
            var json = JsonNode.parser().parse(Objects.requireNonNull(file, fixture));
            return new Item(attributes(json.asObject()));
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static Map<String, AttributeValue> attributes(Map<String, JsonNode> json) {
        var attributes = new LinkedHashMap<String, AttributeValue>();
        json.forEach((name, value) -> attributes.put(name, attribute(value)));
        return attributes;
    }

    private static AttributeValue attribute(JsonNode typed) {
        var only = typed.asObject().entrySet().iterator().next();
        var value = only.getValue();
        return switch (only.getKey()) {
            case "S" -> AttributeValue.fromS(value.asString());
            case "N" -> AttributeValue.fromN(value.asString());
            case "BOOL" -> AttributeValue.fromBool(value.asBoolean());
            case "SS" ->
                AttributeValue.fromSs(
                        value.asArray().stream().map(JsonNode::asString).toList());
            case "NS" ->
                AttributeValue.fromNs(
                        value.asArray().stream().map(JsonNode::asString).toList());
            case "L" ->
                AttributeValue.fromL(
                        value.asArray().stream().map(FixturesTest::attribute).toList());
            case "M" -> AttributeValue.fromM(attributes(value.asObject()));
            default -> throw new IllegalArgumentException("no attribute type of ours: " + only.getKey());
        };
    }
}

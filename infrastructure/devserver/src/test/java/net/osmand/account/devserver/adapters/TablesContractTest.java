package net.osmand.account.devserver.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import net.osmand.account.core.account.Access;
import net.osmand.account.core.account.Accounts;
import net.osmand.account.core.account.Accounts.Added;
import net.osmand.account.core.account.Accounts.ChangedBy;
import net.osmand.account.core.account.Accounts.EmailChange;
import net.osmand.account.core.account.Device;
import net.osmand.account.core.account.QuotaReservation;
import net.osmand.account.core.account.StorageBreakdown.Amount;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.account.UsageChange;
import net.osmand.account.core.codes.Counters.Counter;
import net.osmand.account.core.codes.Limits;
import net.osmand.account.core.codes.PendingCodes.Asked;
import net.osmand.account.core.exports.ArchiveFormat;
import net.osmand.account.core.exports.Export;
import net.osmand.account.core.exports.Selection;
import net.osmand.account.core.files.FileHistory;
import net.osmand.account.core.files.FileVersion;
import net.osmand.account.core.files.FileVersions;
import net.osmand.account.core.files.FileVersions.Trashed;
import net.osmand.account.core.files.StoredContent;
import net.osmand.account.core.purchases.Order;
import net.osmand.account.core.purchases.PurchaseRepository.Heard;
import net.osmand.account.core.purchases.PurchaseRepository.Outcome;
import net.osmand.account.core.values.AccessToken;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.DeviceId;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.FileCategory.Category;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.emulators.wire.KnownGaps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** What the adapters rely on in DynamoDB: conditions and what a refusal says, transactions, indexes, pages, TTL. */
class TablesContractTest {
    @RegisterExtension
    static final KnownGaps GAPS = AdapterTestBed.gaps(TablesContractTest.class);

    private static final long NOW = 1_795_831_022_679L;
    private static final DeviceId PHONE = new DeviceId(7);
    private static final FileKey TRACK = new FileKey("GPX", "tracks/a.gpx");
    private static final UsageChange ONE_FILE = new UsageChange(false, Category.MY_PLACES, new Amount(1, 36, 52), 1);

    private final Accounts accounts = AdapterTestBed.ADAPTERS.accounts();
    private final FileVersions files = AdapterTestBed.ADAPTERS.fileVersions();
    private final EmailAddress email = AdapterTestBed.someAddress();
    private final AccountId ann = AdapterTestBed.someAccount();

    @Test
    void anAddressIsClaimedOnceHoweverManyAskAtOnce() throws Exception {
        var claimed = AdapterTestBed.atOnce(8, () -> accounts.create(email, "subject", NOW));

        assertThat(new HashSet<>(claimed)).hasSize(1);
        assertThat(accounts.find(email)).contains(claimed.getFirst());
    }

    @Test
    void anAddressChangesWithItsAccountOrNotAtAll() {
        var owner = accounts.create(email, "subject", NOW);
        var taken = AdapterTestBed.someAddress();
        accounts.create(taken, "other", NOW);
        assertThat(accounts.changeEmail(change(owner, taken, ChangedBy.OLD_ADDRESS)))
                .isFalse();
        assertThat(accounts.find(email)).contains(owner);
        assertThat(accounts.account(owner).orElseThrow().email()).isEqualTo(email);

        var change = change(owner, AdapterTestBed.someAddress(), ChangedBy.OLD_ADDRESS);
        assertThat(accounts.changeEmail(change)).isTrue();
        assertThat(accounts.changeEmail(change)).as("once more").isTrue();
        assertThat(accounts.find(email)).isEmpty();
        assertThat(accounts.find(change.newEmail())).contains(owner);
        assertThat(accounts.account(owner).orElseThrow().email()).isEqualTo(change.newEmail());
        assertThat(accounts.emailChanges()).contains(change);
    }

    @Test
    void anUnprovenAddressIsProvenOnceAndFromOutsideAllAccessEnds() {
        var owner = accounts.create(email, "subject", NOW);
        var next = AdapterTestBed.someAddress();
        assertThat(accounts.prove(owner, email, true, NOW)).as("proven before").isFalse();
        accounts.changeEmail(change(owner, next, ChangedBy.OLD_ADDRESS));
        assertThat(accounts.account(owner).orElseThrow().access()).isEqualTo(new Access(false, 0, 0, 0));
        assertThat(accounts.prove(owner, email, true, NOW))
                .as("the old address")
                .isFalse();

        assertThat(accounts.prove(owner, next, true, NOW)).isTrue();
        assertThat(accounts.prove(owner, next, true, NOW + 1)).isFalse();
        assertThat(accounts.account(owner).orElseThrow().access()).isEqualTo(new Access(true, 1, 1, NOW));
        AdapterTestBed.ADAPTERS.sessions().endAll(owner);
        assertThat(accounts.account(owner).orElseThrow().access()).isEqualTo(new Access(true, 1, 2, NOW));
    }

    /** A request that is repeated after a crash gets the answer of the first one. */
    @Test
    void aFirstPasswordIsTheFirstOneForTheSameCode() {
        var owner = accounts.create(email, "subject", NOW);
        assertThat(accounts.passwordSet(owner, NOW)).isFalse();
        assertThat(accounts.passwordSet(owner, NOW)).isFalse();
        assertThat(accounts.passwordSet(owner, NOW + 1)).isTrue();
        assertThat(accounts.passwordSet(owner, NOW + 1)).isTrue();
        var next = AdapterTestBed.someAddress();
        accounts.changeEmail(change(owner, next, ChangedBy.OLD_ADDRESS));
        accounts.prove(owner, next, true, NOW);
        assertThat(accounts.passwordSet(owner, NOW + 2)).as("after all ended").isFalse();
    }

    @Test
    void aProofInsideEndsNothing() {
        var owner = accounts.create(email, "subject", NOW);
        var next = AdapterTestBed.someAddress();
        accounts.changeEmail(change(owner, next, ChangedBy.OLD_ADDRESS));
        assertThat(accounts.prove(owner, next, false, NOW)).isTrue();
        assertThat(accounts.account(owner).orElseThrow().access()).isEqualTo(Access.INITIAL);
    }

    @Test
    void aChangeThatIsUndoneIsProvenAndNoted() {
        var owner = accounts.create(email, "subject", NOW);
        accounts.changeEmail(change(owner, AdapterTestBed.someAddress(), ChangedBy.UNDO));
        assertThat(accounts.account(owner).orElseThrow().access()).isEqualTo(new Access(true, 0, 0, NOW));
    }

    @Test
    void aDeviceIsAddedWhileItsAccountHasTheAddress() {
        var owner = accounts.account(accounts.create(email, "subject", NOW)).orElseThrow();
        var device = new Device(PHONE, "native", "hash", "brand", "model", "nl", NOW, NOW);
        assertThat(accounts.add(owner, device)).isEqualTo(Added.DONE);
        assertThat(accounts.add(owner, device)).isEqualTo(Added.NUMBER_TAKEN);
        accounts.changeEmail(change(owner.id(), AdapterTestBed.someAddress(), ChangedBy.NEW_ADDRESS));
        var other = new Device(new DeviceId(8), "native", "hash", "brand", "model", "nl", NOW, NOW);
        assertThat(accounts.add(owner, other)).isEqualTo(Added.ACCOUNT_CHANGED);
        assertThat(accounts.devices(owner.id())).containsExactly(device);
    }

    private EmailChange change(AccountId owner, EmailAddress next, ChangedBy by) {
        return new EmailChange(owner, "subject", email, next, "nl", by, NOW);
    }

    @Test
    void aRefusedTransactionSaysWhichConditionFailed() {
        var closed = accounts.account(accounts.create(email, "subject", NOW)).orElseThrow();
        accounts.close(closed);
        var next = accounts.create(email, "next", NOW);

        // The address is somebody else's by now, which must not keep the account from being closed.
        accounts.close(closed);
        assertThat(accounts.closing()).anyMatch(account -> account.id().equals(closed.id()));

        // The account itself is gone, and must not come back as a note.
        accounts.erase(closed);
        accounts.close(closed);
        assertThat(accounts.closing()).noneMatch(account -> account.id().equals(closed.id()));
        assertThat(accounts.find(email)).contains(next);
    }

    @Test
    void aRefusedPutSaysWhatIsThere() {
        var version = version(TRACK, NOW);
        files.add(ann, version);
        files.add(ann, version);
        assertThatThrownBy(() -> files.add(ann, version.writtenAs(FileVersion.Status.MODIFIED, "another")))
                .isInstanceOf(ConditionalCheckFailedException.class);

        var marker = FileVersion.deletionMarker(TRACK, PHONE, NOW + 1, 0);
        files.addToTrash(ann, marker, NOW + 100);
        files.addToTrash(ann, marker, NOW + 100);
        assertThatThrownBy(() -> files.addToTrash(ann, FileVersion.deletionMarker(TRACK, PHONE, NOW + 1, 5), NOW + 100))
                .isInstanceOf(IllegalStateException.class);
        assertThat(files.history(ann, TRACK).versions()).containsExactly(marker, version);
    }

    @Test
    void rowsAreRemovedAllOrNone() {
        var first = version(TRACK, NOW);
        var second = version(TRACK, NOW + 1);
        files.add(ann, first);
        files.add(ann, second);

        assertThat(files.remove(ann, NOW + 2, List.of(first, version(TRACK, NOW + 9)), List.of()))
                .isFalse();
        assertThat(files.history(ann, TRACK).versions()).containsExactly(second, first);
        assertThat(files.removals(ann, NOW, NOW + 10, 10)).isEmpty();

        assertThat(files.remove(ann, NOW + 3, List.of(first, second), List.of()))
                .isTrue();
        assertThat(files.history(ann, TRACK).versions()).isEmpty();
        assertThat(files.removals(ann, NOW, NOW + 10, 10))
                .singleElement()
                .satisfies(removal -> assertThat(removal.time()).isEqualTo(NOW + 3));
    }

    @Test
    void aRestorationIsOnConditionOfARowThatItDoesNotWrite() {
        var older = version(TRACK, NOW);
        var marker = FileVersion.deletionMarker(TRACK, PHONE, NOW + 1, 0);
        files.add(ann, older);
        files.addToTrash(ann, marker, NOW + 100);

        var gone = version(TRACK, NOW - 1);
        assertThat(files.restore(ann, version(TRACK, NOW + 2), gone, OptionalLong.of(NOW + 1)))
                .isFalse();
        assertThat(files.trashEntry(ann, TRACK)).hasValue(NOW + 1);

        assertThat(files.restore(ann, version(TRACK, NOW + 2), older, OptionalLong.of(NOW + 1)))
                .isTrue();
        assertThat(files.trashEntry(ann, TRACK)).isEmpty();
        assertThat(files.history(ann, TRACK).versions()).hasSize(3);
    }

    @Test
    void pagesFollowACursorThroughTheIndexOfTimes() {
        var written = new ArrayList<FileVersion>();
        for (var n = 0; n < 7; n++) {
            written.addFirst(version(new FileKey("GPX", "tracks/" + n % 3 + ".gpx"), NOW + n));
            files.add(ann, written.getFirst());
        }

        var pages = new ArrayList<FileVersion>();
        for (var page = files.page(ann, 0, Long.MAX_VALUE, 3);
                !page.isEmpty();
                page = files.page(ann, 0, pages.getLast().updateTime(), 3)) {
            assertThat(page).hasSizeLessThanOrEqualTo(3);
            pages.addAll(page);
        }
        assertThat(times(pages)).isEqualTo(times(written));

        var all = new ArrayList<FileVersion>();
        files.eachPage(ann, all::addAll);
        assertThat(times(all)).isEqualTo(times(written));
        assertThat(all)
                .as("lists read no more than they show")
                .allMatch(row -> row.content().isEmpty());
        var whole = new ArrayList<FileVersion>();
        files.eachRow(ann, whole::add);
        assertThat(whole).containsExactlyInAnyOrderElementsOf(written);
        assertThat(times(files.changed(ann, NOW + 1, NOW + 5, 3))).containsExactly(NOW + 2, NOW + 3, NOW + 4);
        assertThat(files.changeTimes(ann, NOW + 1, NOW + 3)).containsExactlyInAnyOrder(NOW + 2, NOW + 3);
    }

    /** The index leaves out what only a file's own rows are asked for. */
    private static List<Long> times(List<FileVersion> versions) {
        return versions.stream().map(FileVersion::updateTime).toList();
    }

    @Test
    void theTrashIsReadByItsEndAndByItsFiles() {
        for (var n = 0; n < 5; n++) {
            var key = new FileKey("GPX", "tracks/" + n + ".gpx");
            files.add(ann, version(key, NOW + n));
            files.addToTrash(ann, FileVersion.deletionMarker(key, PHONE, NOW + 10 + n, 0), NOW + 100 + n);
        }

        var first = files.trash(ann, NOW, Long.MAX_VALUE, 2);
        assertThat(first).extracting(Trashed::until).containsExactly(NOW + 104, NOW + 103);
        assertThat(files.trash(ann, NOW + 101, first.getLast().until(), 9))
                .extracting(Trashed::until)
                .containsExactly(NOW + 102);
        assertThat(files.countTrash(ann, NOW + 101, Long.MAX_VALUE)).isEqualTo(3);

        var some = files.trashed(ann, "", _ -> true, 3);
        var rest = files.trashed(ann, some.getLast().key().hash(), _ -> true, 3);
        assertThat(some).hasSize(3);
        assertThat(rest).hasSize(2);
        some.forEach(history -> assertThat(history.versions()).hasSize(2));
        assertThat(new HashSet<>(keys(some, rest))).hasSize(5);
        assertThat(files.trashed(ann, "", deletedAt -> deletedAt == NOW + 12, 3))
                .singleElement()
                .satisfies(file -> assertThat(file.key().name()).isEqualTo("tracks/2.gpx"));
    }

    @Test
    void deletionsAreHiddenAndForgottenOneByOne() {
        files.hideTrash(ann, NOW);
        files.hideDeletions(ann, Set.of(NOW + 1, NOW + 2));
        files.hideDeletions(ann, Set.of(NOW + 2, NOW + 3));
        files.forgetDeletions(ann, Set.of());
        files.forgetDeletions(ann, Set.of(NOW + 1, NOW + 9));
        assertThat(files.usage(ann).emptied()).isEqualTo(new Usage.Emptied(NOW, Set.of(NOW + 2, NOW + 3)));

        files.forgetDeletions(ann, Set.of(NOW + 2, NOW + 3));
        assertThat(files.usage(ann).emptied()).isEqualTo(new Usage.Emptied(NOW, Set.of()));
    }

    private static List<FileKey> keys(List<FileHistory> some, List<FileHistory> rest) {
        var keys = new ArrayList<FileKey>();
        some.forEach(history -> keys.add(history.key()));
        rest.forEach(history -> keys.add(history.key()));
        return keys;
    }

    @Test
    void endedTimersOfAllAccountsAreFoundByTheirDay() {
        var deletion = FileVersion.deletionMarker(TRACK, PHONE, NOW, 0);
        var bob = AdapterTestBed.someAccount();
        files.addToTrash(ann, deletion, NOW + 10);
        files.addToTrash(bob, deletion, NOW + 30);

        var ended = files.endedTimers(NOW + 20);
        assertThat(ended).extracting(timer -> timer.account()).contains(ann).doesNotContain(bob);
        assertThat(ended)
                .filteredOn(timer -> timer.account().equals(ann))
                .singleElement()
                .satisfies(timer -> {
                    files.removeTimer(new FileVersions.TrashTimer(ann, TRACK, NOW + 11));
                    assertThat(files.trashEntry(ann, TRACK))
                            .as("of another deletion")
                            .isPresent();
                    files.removeTimer(timer);
                    assertThat(files.trashEntry(ann, TRACK)).isEmpty();
                });
    }

    @Test
    void aScanCanGoOnBehindAllRowsOfAnAccount() {
        var some = List.of(AdapterTestBed.someAccount(), AdapterTestBed.someAccount(), AdapterTestBed.someAccount());
        some.forEach(account -> LongStream.range(0, 3).forEach(n -> files.add(account, version(TRACK, NOW + n))));

        var found = new ArrayList<AccountId>();
        files.eachAccount(found::add);
        assertThat(found).containsAll(some).doesNotHaveDuplicates();
    }

    @Test
    void timesAreDistinctHoweverManyAskAtOnce() throws Exception {
        var times = AdapterTestBed.atOnce(10, () -> files.advance(ann, Usage.NONE, ONE_FILE, NOW));

        assertThat(times)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(NOW, NOW + 10).boxed().toList());
        assertThat(files.usage(ann).paidBytes()).isEqualTo(520);
        assertThat(files.usage(ann).holdings().versions()).isEqualTo(10);
    }

    @Test
    void aWindowCountsToItsLimitAndBeginsAnew() {
        var counters = AdapterTestBed.ADAPTERS.counters();
        var counter = Counter.codesFor(email, Duration.ofHours(1));
        for (var n = 0; n < 3; n++) {
            assertThat(counters.count(counter, 3, NOW + n)).isZero();
        }
        assertThat(counters.count(counter, 3, NOW + 60_000))
                .isEqualTo(Duration.ofMinutes(59).toMillis());
        assertThat(counters.count(counter, 3, NOW + Duration.ofHours(1).toMillis()))
                .isZero();
    }

    @Test
    void aCodeIsTheOneThatWasAskedForAndDiesOfWrongTries() {
        var codes = AdapterTestBed.ADAPTERS.pendingCodes();
        codes.ask(new Asked(email, CodePurpose.SIGN_IN, Optional.of(ann), "nl", false, NOW, NOW + 900_000));
        var first = codes.find(email, CodePurpose.SIGN_IN).orElseThrow();
        codes.ask(new Asked(email, CodePurpose.SIGN_IN, Optional.of(ann), "nl", false, NOW + 1, NOW + 900_001));
        var second = codes.find(email, CodePurpose.SIGN_IN).orElseThrow();
        codes.keepHash(second, "one", NOW + 900_001);
        codes.keepHash(second, "other", NOW + 600_000);
        codes.keepHash(first, "of the asking before", NOW + 900_000);
        assertThat(codes.spend(first, "a", Limits.DEFAULTS)).isFalse();
        assertThat(codes.prove(first, "a", Limits.DEFAULTS, NOW + 5)).isEmpty();

        second = codes.find(email, CodePurpose.SIGN_IN).orElseThrow();
        assertThat(codes.all(email)).containsExactly(second);
        assertThat(second.hashes()).containsExactlyInAnyOrder("one", "other");
        assertThat(second.expiresAt()).isEqualTo(NOW + 600_000);
        var proven = codes.prove(second, "a", Limits.DEFAULTS, NOW + 5).orElseThrow();
        assertThat(codes.prove(second, "a", Limits.DEFAULTS, NOW + 9))
                .as("a later proof")
                .contains(proven);
        assertThat(codes.spend(second, "a", Limits.DEFAULTS))
                .as("as it was before its proof")
                .isFalse();
        assertThat(codes.keepSession(proven, "a")).isEmpty();
        assertThat(codes.keepSession(proven, "b")).contains("a");
        for (var n = 0; n < Limits.DEFAULTS.triesPerCodeAndSource(); n++) {
            codes.countWrongTry(second, "a");
        }
        assertThat(codes.prove(second, "b", Limits.DEFAULTS, NOW + 5))
                .as("another source")
                .isPresent();
        assertThat(codes.prove(second, "a", Limits.DEFAULTS, NOW + 5)).isEmpty();
        assertThat(codes.spend(proven, "a", Limits.DEFAULTS)).isFalse();
    }

    @Test
    void aCodeIsSpentOnce() {
        var codes = AdapterTestBed.ADAPTERS.pendingCodes();
        codes.ask(new Asked(email, CodePurpose.SIGN_IN, Optional.of(ann), "nl", false, NOW, NOW + 900_000));
        var code = codes.find(email, CodePurpose.SIGN_IN).orElseThrow();
        assertThat(codes.spend(code, "a", Limits.DEFAULTS)).isTrue();
        assertThat(codes.spend(code, "a", Limits.DEFAULTS)).isFalse();
        assertThat(codes.all(email)).isEmpty();
    }

    @Test
    void anAccountHasOneExportAtATime() {
        var exports = AdapterTestBed.ADAPTERS.exports();
        var first = export("first", Export.State.PREPARING);
        assertThat(exports.claim(first, NOW - 1)).isTrue();
        assertThat(exports.claim(first, NOW - 1)).as("once more").isTrue();
        assertThat(exports.claim(export("second", Export.State.PREPARING), NOW - 1))
                .isFalse();
        assertThat(exports.replace(first, export("first", Export.State.DONE))).isTrue();
        assertThat(exports.replace(first, export("first", Export.State.FAILED))).isFalse();
        assertThat(exports.claim(export("second", Export.State.PREPARING), NOW - 1))
                .isTrue();
        assertThat(exports.claim(export("third", Export.State.PREPARING), NOW + 1))
                .as("the second was abandoned")
                .isTrue();
        assertThat(exports.find(ann)).contains(export("third", Export.State.PREPARING));
    }

    private Export export(String id, Export.State state) {
        var everything = new Selection(ArchiveFormat.OSF, Optional.empty());
        return new Export(ann, id, everything, NOW, state, NOW, NOW, 0, Optional.empty(), Optional.empty());
    }

    @Test
    void roomIsTakenByWhoeverSawWhatOthersTook() {
        var uploads = AdapterTestBed.ADAPTERS.uploads();
        var first = new QuotaReservation("first", false, 100, NOW + 10);
        assertThat(uploads.reserve(ann, first, Usage.NONE, NOW)).isTrue();
        assertThat(uploads.reserve(ann, first, Usage.NONE, NOW)).as("once more").isTrue();
        var second = new QuotaReservation("second", true, 50, NOW + 20);
        assertThat(uploads.reserve(ann, second, Usage.NONE, NOW)).isFalse();
        assertThat(uploads.reserve(ann, second, files.usage(ann), NOW + 10))
                .as("the first has expired")
                .isTrue();
        assertThat(files.usage(ann).reservations().all()).containsExactly(second);
        uploads.release(ann, "second");
        uploads.release(ann, "second");
        assertThat(files.usage(ann).reservations().all()).isEmpty();
    }

    @Test
    void anEventIsWrittenOnceAndAnOrderOverWhatWasRead() {
        var book = AdapterTestBed.ADAPTERS.purchases();
        var heard = Optional.of(new Heard("event-" + ann.value(), "order.completed", "DONE", NOW));
        var order = Order.unknown("order-" + ann.value());
        assertThat(book.commit(heard, List.of(), List.of(order))).isEqualTo(Outcome.DONE);
        assertThat(book.commit(heard, List.of(), List.of())).isEqualTo(Outcome.REPEATED);
        assertThat(book.commit(Optional.empty(), List.of(), List.of(order))).isEqualTo(Outcome.LOST);

        for (var n = 0; n < 5; n++) {
            assertThat(book.keepUnverified(ann, "id " + n)).isTrue();
        }
        assertThat(book.keepUnverified(ann, "id 0")).as("one of the five").isTrue();
        assertThat(book.keepUnverified(ann, "id 5")).as("a sixth").isFalse();
    }

    @Test
    void aSessionIsReadWithItsAccountInOneBatchAndItsTtlIsInSeconds() {
        var sessions = AdapterTestBed.ADAPTERS.sessions();
        var owner = accounts.create(email, "subject", NOW);
        var secret = AccessToken.create(owner, new SecureRandom());
        assertThat(sessions.webDevice(owner, "nl", NOW).id())
                .isEqualTo(sessions.webDevice(owner, "en", NOW + 1).id());
        sessions.start(secret, 0, "nl", NOW, NOW + 1);
        sessions.extend(secret, NOW + 60_000);

        var session = sessions.find(secret).orElseThrow();
        assertThat(session.caller().account().email()).isEqualTo(email);
        assertThat(session.expiresAt()).isEqualTo(NOW + 60_000);
        assertThat(ttls("AccountsTable", owner)).containsExactly((NOW + 60_000) / 1000);
        sessions.end(secret);
        sessions.extend(secret, NOW + 90_000);
        assertThat(sessions.find(secret)).isEmpty();
    }

    private static List<Long> ttls(String table, AccountId account) {
        return AdapterTestBed.STACK
                .dynamoDb()
                .query(q -> q.tableName(table)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS("A#" + account.value()))))
                .items()
                .stream()
                .filter(item -> item.containsKey("ttl"))
                .map(item -> Long.valueOf(item.get("ttl").n()))
                .toList();
    }

    @Test
    void anAccountOfMoreRowsThanABatchTakesIsErased() {
        LongStream.range(0, 60).forEach(n -> files.add(ann, version(TRACK, NOW + n)));
        files.erase(ann);
        files.eachPage(ann, page -> assertThat(page).isEmpty());
        assertThat(files.history(ann, TRACK).versions()).isEmpty();
    }

    private static FileVersion version(FileKey key, long time) {
        var content = new StoredContent("u/1/" + time, "v" + time);
        return new FileVersion(key, PHONE, time, 0, 36, 52, 7, 10, Optional.of(content))
                .writtenAs(FileVersion.Status.ADDED, "Google__model__Pixel");
    }
}

package net.osmand.account.devserver.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.core.account.Access;
import net.osmand.account.core.account.Accounts;
import net.osmand.account.core.account.Accounts.AddResult;
import net.osmand.account.core.account.Accounts.ChangedBy;
import net.osmand.account.core.account.Accounts.EmailChange;
import net.osmand.account.core.account.Browser;
import net.osmand.account.core.account.Device;
import net.osmand.account.core.account.WebSession;
import net.osmand.account.core.codes.Counters.Counter;
import net.osmand.account.core.codes.Limits;
import net.osmand.account.core.codes.PendingCodes.CodeRequest;
import net.osmand.account.core.exports.ArchiveFormat;
import net.osmand.account.core.exports.Export;
import net.osmand.account.core.exports.Selection;
import net.osmand.account.core.purchases.Order;
import net.osmand.account.core.purchases.PurchaseRepository.Outcome;
import net.osmand.account.core.purchases.PurchaseRepository.RecordedEvent;
import net.osmand.account.core.values.AccessToken;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.DeviceId;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.emulators.wire.KnownGaps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The adapters' use of DynamoDB: conditions and their failures, transactions, indexes, pages, TTL. */
class TablesContractTest {
    @RegisterExtension
    static final KnownGaps GAPS = AdapterTestBed.gaps(TablesContractTest.class);

    private static final long NOW = 1_795_831_022_679L;
    private static final DeviceId PHONE = new DeviceId(7);

    private final Accounts accounts = AdapterTestBed.ADAPTERS.accounts();
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

    /** A request that is retried after a crash gets the answer of the first attempt. */
    @Test
    void aFirstPasswordIsTheFirstOneForTheSameCode() {
        var owner = accounts.create(email, "subject", NOW);
        assertThat(accounts.hasPassword(owner)).isFalse();
        assertThat(accounts.recordPasswordSet(owner, NOW)).isFalse();
        assertThat(accounts.recordPasswordSet(owner, NOW)).isFalse();
        assertThat(accounts.hasPassword(owner)).isTrue();
        assertThat(accounts.recordPasswordSet(owner, NOW + 1)).isTrue();
        assertThat(accounts.recordPasswordSet(owner, NOW + 1)).isTrue();
        var next = AdapterTestBed.someAddress();
        accounts.changeEmail(change(owner, next, ChangedBy.OLD_ADDRESS));
        accounts.prove(owner, next, true, NOW);
        assertThat(accounts.recordPasswordSet(owner, NOW + 2))
                .as("after all ended")
                .isFalse();
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
        assertThat(accounts.add(owner, device)).isEqualTo(AddResult.DONE);
        assertThat(accounts.add(owner, device)).isEqualTo(AddResult.NUMBER_TAKEN);
        accounts.changeEmail(change(owner.id(), AdapterTestBed.someAddress(), ChangedBy.NEW_ADDRESS));
        var other = new Device(new DeviceId(8), "native", "hash", "brand", "model", "nl", NOW, NOW);
        assertThat(accounts.add(owner, other)).isEqualTo(AddResult.ACCOUNT_CHANGED);
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

        // The address belongs to another account now, which must not stop the closing of this one.
        accounts.close(closed);
        assertThat(accounts.closing()).anyMatch(account -> account.id().equals(closed.id()));

        // The deleted account must not come back as a note.
        accounts.erase(closed);
        accounts.close(closed);
        assertThat(accounts.closing()).noneMatch(account -> account.id().equals(closed.id()));
        assertThat(accounts.find(email)).contains(next);
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
        codes.putRequest(
                new CodeRequest(email, CodePurpose.SIGN_IN, Optional.of(ann), "nl", false, NOW, NOW + 900_000));
        var first = codes.find(email, CodePurpose.SIGN_IN).orElseThrow();
        codes.putRequest(
                new CodeRequest(email, CodePurpose.SIGN_IN, Optional.of(ann), "nl", false, NOW + 1, NOW + 900_001));
        var second = codes.find(email, CodePurpose.SIGN_IN).orElseThrow();
        codes.addHash(second, "one", NOW + 900_001);
        codes.addHash(second, "other", NOW + 600_000);
        codes.addHash(first, "of the asking before", NOW + 900_000);
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
        assertThat(codes.putSession(proven, "a")).isEmpty();
        assertThat(codes.putSession(proven, "b")).contains("a");
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
        codes.putRequest(
                new CodeRequest(email, CodePurpose.SIGN_IN, Optional.of(ann), "nl", false, NOW, NOW + 900_000));
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
    void anEventIsWrittenOnceAndAnOrderOverWhatWasRead() {
        var repository = AdapterTestBed.ADAPTERS.purchases();
        var recorded = Optional.of(new RecordedEvent("event-" + ann.value(), "order.completed", "DONE", NOW));
        var order = Order.unknown("order-" + ann.value());
        assertThat(repository.commit(recorded, List.of(), List.of(order))).isEqualTo(Outcome.DONE);
        assertThat(repository.commit(recorded, List.of(), List.of())).isEqualTo(Outcome.DUPLICATE);
        assertThat(repository.commit(Optional.empty(), List.of(), List.of(order)))
                .isEqualTo(Outcome.CONFLICT);

        for (var n = 0; n < 5; n++) {
            assertThat(repository.keepUnverified(ann, "id " + n)).isTrue();
        }
        assertThat(repository.keepUnverified(ann, "id 0")).as("one of the five").isTrue();
        assertThat(repository.keepUnverified(ann, "id 5")).as("a sixth").isFalse();
    }

    @Test
    void aSessionIsReadWithItsAccountInOneBatchAndItsTtlIsInSeconds() {
        var sessions = AdapterTestBed.ADAPTERS.sessions();
        var owner = accounts.create(email, "subject", NOW);
        var secret = AccessToken.create(owner, new SecureRandom());
        assertThat(sessions.webDevice(owner, "nl", NOW).id())
                .isEqualTo(sessions.webDevice(owner, "en", NOW + 1).id());
        var browser = new Browser("Firefox", "Linux");
        sessions.start(owner, new WebSession(secret.hash(), 0, "nl", browser, NOW, NOW, NOW + 1));
        sessions.extend(secret, NOW + 500, NOW + 60_000);

        var found = sessions.find(secret, Optional.empty()).orElseThrow();
        assertThat(found.caller().account().email()).isEqualTo(email);
        assertThat(found.session())
                .isEqualTo(new WebSession(secret.hash(), 0, "nl", browser, NOW, NOW + 500, NOW + 60_000));
        assertThat(sessions.all(owner)).containsExactly(found.session());
        assertThat(ttls("AccountsTable", owner)).containsExactly((NOW + 60_000) / 1000);
        sessions.end(secret);
        sessions.extend(secret, NOW + 500, NOW + 90_000);
        assertThat(sessions.find(secret, Optional.empty())).isEmpty();
        assertThat(sessions.all(owner)).isEmpty();
    }

    @Test
    void allAccessEndsInOneWriteAndTheNewNumberIsReturned() {
        var sessions = AdapterTestBed.ADAPTERS.sessions();
        var owner = accounts.account(accounts.create(email, "subject", NOW)).orElseThrow();
        accounts.add(owner, new Device(PHONE, "native", "hash", "brand", "model", "nl", NOW, NOW));
        accounts.endAccess(owner.id());
        assertThat(accounts.account(owner.id()).orElseThrow().access()).isEqualTo(new Access(true, 1, 1, 0));
        assertThat(accounts.devices(owner.id())).isEmpty();
        assertThat(sessions.endAll(owner.id())).hasValue(2);
        assertThat(sessions.endAll(new AccountId(owner.id().value() ^ 1))).isEmpty();
    }

    @Test
    void aLostPointerIsRestoredUnlessTheAddressIsTaken() {
        var owner = accounts.account(accounts.create(email, "subject", NOW)).orElseThrow();
        assertThat(accounts.restorePointer(owner)).as("it is there").isFalse();
        AdapterTestBed.STACK
                .dynamoDb()
                .deleteItem(d -> d.tableName("AccountsTable")
                        .key(Map.of(
                                "pk", AttributeValue.fromS("E#" + email.value()),
                                "sk", AttributeValue.fromS("POINTER"))));
        assertThat(accounts.find(email)).isEmpty();
        assertThat(accounts.restorePointer(owner)).isTrue();
        assertThat(accounts.find(email)).contains(owner.id());
        accounts.changeEmail(change(owner.id(), AdapterTestBed.someAddress(), ChangedBy.NEW_ADDRESS));
        assertThat(accounts.restorePointer(owner))
                .as("of an address that it left")
                .isFalse();
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
}

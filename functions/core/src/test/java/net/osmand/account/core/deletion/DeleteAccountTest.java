package net.osmand.account.core.deletion;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import net.osmand.account.core.account.Accounts;
import net.osmand.account.core.account.Device;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.account.UsageChange;
import net.osmand.account.core.codes.CodeProvider;
import net.osmand.account.core.files.Change;
import net.osmand.account.core.files.CommitResult.Committed;
import net.osmand.account.core.files.FileContents;
import net.osmand.account.core.files.FileIndex;
import net.osmand.account.core.files.InMemoryFileContents;
import net.osmand.account.core.files.InMemoryFileIndex;
import net.osmand.account.core.files.Write;
import net.osmand.account.core.mail.MailKind;
import net.osmand.account.core.mail.Outbox;
import net.osmand.account.core.purchases.Catalogue;
import net.osmand.account.core.purchases.DeletedOwnerHash;
import net.osmand.account.core.purchases.InMemoryPurchaseRepository;
import net.osmand.account.core.purchases.PurchaseRepository;
import net.osmand.account.core.purchases.UnlinkPurchases;
import net.osmand.account.core.signin.AccountTestBed;
import net.osmand.account.core.signin.TestPerson;
import net.osmand.account.core.testing.CrashInjector;
import net.osmand.account.core.testing.CrashInjector.Crash;
import net.osmand.account.core.testing.PortWrapper;
import net.osmand.account.core.testing.TestGzip;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.DeviceId;
import net.osmand.account.core.values.FileHead;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.KeyedHash;
import org.junit.jupiter.api.Test;

class DeleteAccountTest {
    private static final String ANN = "ann@example.org";

    private AccountTestBed bed = new AccountTestBed();
    private InMemoryFileIndex files = new InMemoryFileIndex();
    private InMemoryFileContents contents = new InMemoryFileContents();
    private InMemoryPurchaseRepository purchases = new InMemoryPurchaseRepository();

    @Test
    void removesEverythingOfTheAccountAndNothingElse() {
        var ann = person(ANN);
        var bob = person("bob@example.org");
        var session = ann.startsSession();
        var id = ann.id();
        deletion(PortWrapper.none()).delete(ann.account());
        isGone(ann, id);
        assertThat(ann.isSignedIn(session)).isFalse();
        assertThat(bed.accounts.devices(bob.id())).hasSize(1);
        assertThat(files.rows(bob.id())).hasSize(1);
        assertThat(contents.keys(bob.id())).hasSize(1);
        assertThat(bed.pool.find(bob.email)).isPresent();
    }

    @Test
    void mailsANoticeInTheLanguageOfTheLastUsedDevice() {
        var ann = person(ANN);
        bed.clock.advance(Duration.ofMinutes(1));
        bed.accounts.add(
                ann.account(), new Device(new DeviceId(7), "tablet", "hash", "", "", "nl", 0, bed.clock.millis()));
        deletion(PortWrapper.none()).delete(ann.account());
        var notice = bed.outbox.to(ann.email).getLast();
        assertThat(notice.kind()).isEqualTo(MailKind.ACCOUNT_DELETED);
        assertThat(notice.language()).isEqualTo("nl");
    }

    @Test
    void mailsInEnglishWithoutADevice() {
        var id = bed.accounts.create(TestPerson.withPhone(bed, ANN).email, "subject", 0);
        bed.accounts.devices(id).forEach(device -> bed.accounts.remove(id, device.id()));
        deletion(PortWrapper.none()).delete(bed.accounts.account(id).orElseThrow());
        assertThat(bed.outbox.to(new TestPerson(bed, ANN).email).getLast().language())
                .isEqualTo("en");
    }

    @Test
    void freesTheAddress() {
        var ann = person(ANN);
        var old = ann.id();
        deletion(PortWrapper.none()).delete(ann.account());
        var again = TestPerson.withPhone(bed, ANN);
        assertThat(again.id()).isNotEqualTo(old);
        assertThat(files.rows(again.id())).isEmpty();
    }

    @Test
    void leavesNoObjectOfAnUploadBetweenTheErasures() {
        var ann = person(ANN);
        var id = ann.id();
        var uploads = new AtomicInteger();
        deletion(beforeErasuresOfFiles(() -> store(id, "late" + uploads.incrementAndGet() + ".gpx")))
                .delete(ann.account());
        assertThat(uploads.get()).isEqualTo(2);
        assertThat(files.rows(id)).isEmpty();
        assertThat(contents.keys(id)).isEmpty();
    }

    private static PortWrapper beforeErasuresOfFiles(Runnable upload) {
        return new PortWrapper() {
            @Override
            public <T> T over(Class<T> port, T real) {
                var isOfFiles = port.equals(FileIndex.class) || port.equals(FileContents.class);
                return port.cast(
                        Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> {
                            if (isOfFiles && method.getName().equals("erase")) {
                                upload.run();
                            }
                            return method.invoke(real, arguments);
                        }));
            }
        };
    }

    @Test
    void removesWhatALateRequestWroteAfterwards() {
        var ann = person(ANN);
        var id = ann.id();
        deletion(PortWrapper.none()).delete(ann.account());
        assertThat(store(id, "late.gpx")).as("nothing commits any more").isFalse();
        assertThat(contents.keys(id)).as("its object").hasSize(1);
        bed.clock.advance(Duration.ofMinutes(14));
        deletion(PortWrapper.none()).resume();
        assertThat(contents.keys(id)).as("a request may be in progress").hasSize(1);
        bed.clock.advance(Duration.ofMinutes(2));
        deletion(PortWrapper.none()).resume();
        assertThat(files.rows(id)).isEmpty();
        assertThat(contents.keys(id)).isEmpty();
        assertThat(bed.accounts.closedBefore(Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void isFinishedByTheScheduleAfterACrashAtEveryCall() {
        var nth = 0;
        boolean happened;
        do {
            nth++;
            happened = false;
            for (var after : new boolean[] {false, true}) {
                happened |= crashes(new CrashInjector(nth, after));
            }
        } while (happened);
        assertThat(nth).as("calls").isGreaterThan(7);
    }

    private boolean crashes(CrashInjector crash) {
        bed = new AccountTestBed();
        files = new InMemoryFileIndex();
        contents = new InMemoryFileContents();
        purchases = new InMemoryPurchaseRepository();
        var ann = person(ANN);
        var id = ann.id();
        var account = ann.account();
        var happened = false;
        try {
            deletion(crash).delete(account);
        } catch (Crash expected) {
            happened = true;
        }
        if (bed.accounts.find(ann.email).isPresent()) {
            // The crash came before the first write. The account is complete, and its owner retries.
            assertThat(files.rows(id)).hasSize(1);
            deletion(PortWrapper.none()).delete(account);
        }
        deletion(PortWrapper.none()).resume();
        isGone(ann, id);
        bed.clock.advance(Duration.ofMinutes(16));
        deletion(PortWrapper.none()).resume();
        assertThat(bed.accounts.closing()).isEmpty();
        assertThat(bed.accounts.closedBefore(Long.MAX_VALUE)).isEmpty();
        assertThat(bed.outbox.kinds(ann.email)).containsOnlyOnce(MailKind.ACCOUNT_DELETED);
        return happened;
    }

    private TestPerson person(String email) {
        var person = TestPerson.withPhone(bed, email);
        files.open(person.id(), 1);
        store(person.id(), "a.gpx");
        return person;
    }

    private boolean store(AccountId account, String name) {
        var content = contents.store(account, TestGzip.of("x"));
        var usage = files.usage(account).orElse(Usage.NONE);
        var time = Math.max(bed.clock.millis(), usage.lastUpdateTime() + 1);
        var key = new FileKey("GPX", name);
        var row = new FileVersion(key, new DeviceId(1), time, 0, 1, 1, 0, 10, Optional.of(content));
        var head = FileHead.NONE.withContent(row);
        var change = new Change(
                account,
                time,
                UsageChange.ofVersions(1, 1),
                Set.of(),
                new Change.CheckDay(1, true),
                OptionalLong.empty(),
                List.of(new Write.AddRow(row), new Write.PutHead(key, head, OptionalLong.empty())));
        return files.commit(change) instanceof Committed;
    }

    private DeleteAccount deletion(PortWrapper wrapper) {
        return new DeleteAccount(
                wrapper.over(Accounts.class, bed.accounts),
                wrapper.over(FileIndex.class, files),
                wrapper.over(FileContents.class, contents),
                wrapper.over(CodeProvider.class, bed.pool),
                new UnlinkPurchases(
                        wrapper.over(PurchaseRepository.class, purchases),
                        Catalogue.shipped(),
                        new DeletedOwnerHash(new KeyedHash(() -> "pepper"))),
                wrapper.over(Outbox.class, bed.outbox),
                bed.clock);
    }

    private void isGone(TestPerson person, AccountId id) {
        assertThat(bed.accounts.account(id)).isEmpty();
        assertThat(bed.accounts.find(person.email)).isEmpty();
        assertThat(bed.accounts.devices(id)).isEmpty();
        assertThat(bed.sessions.count(id)).isZero();
        assertThat(bed.codes.all(person.email)).isEmpty();
        assertThat(bed.pool.find(person.email)).isEmpty();
        assertThat(files.isEmpty(id)).isTrue();
        assertThat(contents.keys(id)).isEmpty();
    }
}

package net.osmand.account.core.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.osmand.account.core.codes.CodeProvider.User;
import net.osmand.account.core.signin.CheckIdentity.Report;
import net.osmand.account.core.testing.CrashInjector;
import net.osmand.account.core.testing.CrashInjector.Crash;
import net.osmand.account.core.values.AccountId;
import org.junit.jupiter.api.Test;

class CheckIdentityTest {
    private final AccountTestBed bed = new AccountTestBed();
    private final TestPerson ann = TestPerson.withPassword(bed, "ann@example.org");
    private final AccountId id = ann.id();

    @Test
    void changesNothingIfAllIsRight() {
        assertThat(check()).isEqualTo(Report.NOTHING);
        assertThat(bed.pool.isPassword(ann.email, TestPerson.PASSWORD)).isTrue();
        assertThat(ann.use.checkIdentity.check(new AccountId(7))).isEqualTo(Report.NOTHING);
    }

    @Test
    void createsAUserWhomThePoolLost() {
        bed.pool.lose(ann.email);
        assertThat(check()).isEqualTo(new Report(0, 0, 1));
        hasItsUser();
        assertThat(check()).isEqualTo(Report.NOTHING);
    }

    @Test
    void takesOverAnUnconfirmedUserOfItsAddress() {
        bed.pool.lose(ann.email);
        bed.pool.addUnconfirmed(ann.email);
        assertThat(check()).isEqualTo(new Report(0, 0, 1));
        hasItsUser();
    }

    @Test
    void restoresThePointerOfItsAddress() {
        bed.accounts.losePointer(ann.email);
        assertThat(check()).isEqualTo(new Report(1, 0, 0));
        assertThat(ann.findId()).contains(id);
        assertThat(check()).isEqualTo(Report.NOTHING);
    }

    /**
     * After the pointer was lost, another account was created for the address. Only an operator can decide who owns it.
     */
    @Test
    void reportsAnAddressThatPointsToAnotherAccount() {
        bed.accounts.losePointer(ann.email);
        ann.requestsCode(false);
        ann.registers(ann.code(), "phone");
        var other = ann.id();
        assertThat(check()).isEqualTo(new Report(0, 1, 0));
        assertThat(ann.findId()).contains(other);
    }

    @Test
    void leavesAnAccountThatIsBeingDeletedAlone() {
        bed.accounts.close(ann.account());
        bed.pool.lose(ann.email);
        assertThat(check()).isEqualTo(Report.NOTHING);
        assertThat(bed.pool.count()).isZero();
        assertThat(ann.findId()).isEmpty();
    }

    @Test
    void finishesAfterACrashAtEveryCall() {
        for (var after : new boolean[] {false, true}) {
            var crashed = true;
            for (var nth = 1; crashed; nth++) {
                var world = new CheckIdentityTest();
                world.bed.accounts.losePointer(world.ann.email);
                world.bed.pool.lose(world.ann.email);
                crashed = world.crashes(new CrashInjector(nth, after));
                world.check();
                world.hasItsUser();
            }
        }
    }

    private boolean crashes(CrashInjector crash) {
        try {
            bed.useCases(SignUpPolicy.of("open"), crash).checkIdentity.check(id);
            return false;
        } catch (Crash expected) {
            return true;
        }
    }

    private Report check() {
        return ann.use.checkIdentity.check(id);
    }

    private void hasItsUser() {
        var account = ann.account();
        assertThat(bed.pool.find(ann.email)).contains(new User(account.subject(), true));
        assertThat(bed.pool.isPassword(ann.email, TestPerson.PASSWORD))
                .as("a password that nobody proved")
                .isFalse();
        bed.clock.advance(Duration.ofMinutes(11));
        ann.requestsCode(true);
        assertThat(ann.registers(ann.code(), "phone").account()).isEqualTo(id);
    }
}

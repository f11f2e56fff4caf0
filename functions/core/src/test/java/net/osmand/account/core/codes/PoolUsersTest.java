package net.osmand.account.core.codes;

import static org.assertj.core.api.Assertions.assertThat;

import net.osmand.account.core.account.Accounts.ChangedBy;
import net.osmand.account.core.account.Accounts.EmailChange;
import net.osmand.account.core.signin.AccountTestBed;
import net.osmand.account.core.signin.TestPerson;
import net.osmand.account.core.values.EmailAddress;
import org.junit.jupiter.api.Test;

class PoolUsersTest {
    private static final EmailAddress ANN = new EmailAddress("ann@example.org");
    private static final EmailAddress NEW = new EmailAddress("new@example.org");

    private final AccountTestBed bed = new AccountTestBed();
    private final PoolUsers users = bed.useCases().poolUsers;
    private final TestPerson ann = TestPerson.withPassword(bed, ANN.value());

    @Test
    void leavesAReadyUserAlone() {
        users.repair(ann.id(), ANN);
        assertThat(bed.pool.isPassword(ANN, TestPerson.PASSWORD)).isTrue();
        assertThat(bed.pool.count()).isOne();
    }

    @Test
    void createsAMissingUser() {
        bed.pool.lose(ANN);
        users.repair(ann.id(), ANN);
        isRepaired();
    }

    @Test
    void confirmsAnUnconfirmedUserAndReplacesItsPassword() {
        bed.pool.lose(ANN);
        bed.pool.addUnconfirmed(ANN);
        bed.pool.setPassword(ANN, "a password from before");
        users.repair(ann.id(), ANN);
        isRepaired();
        assertThat(bed.pool.isPassword(ANN, "a password from before")).isFalse();
    }

    @Test
    void verifiesTheAddressOfAnotherUser() {
        bed.pool.lose(ANN);
        bed.pool.addUnverified(ANN);
        users.repair(ann.id(), ANN);
        isRepaired();
    }

    @Test
    void adoptsAnotherReadyUserButNotItsPassword() {
        bed.pool.lose(ANN);
        bed.pool.create(ANN);
        bed.pool.setPassword(ANN, "a password from before");
        users.repair(ann.id(), ANN);
        isRepaired();
        assertThat(bed.pool.isPassword(ANN, "a password from before")).isFalse();
    }

    @Test
    void repairsNoAccountOfAnotherAddressAndNoneThatIsBeingDeleted() {
        bed.pool.lose(ANN);
        users.repair(ann.id(), NEW);
        assertThat(bed.pool.count()).isZero();
        var account = ann.account();
        bed.accounts.close(account);
        users.repair(account.id(), ANN);
        assertThat(bed.pool.count()).isZero();
    }

    @Test
    void finishesAChangeOfAddressBeforeARepair() {
        changed();
        users.repair(bed.accounts.find(NEW).orElseThrow(), NEW);
        assertThat(bed.pool.find(ANN)).isEmpty();
        assertThat(bed.pool.count()).isOne();
        assertThat(bed.pool.isPassword(NEW, TestPerson.PASSWORD)).isTrue();
    }

    @Test
    void movesTheUserToTheNewAddress() {
        var change = changed();
        users.applyEmailChange(change);
        users.applyEmailChange(change);
        assertThat(bed.pool.find(NEW).orElseThrow().subject()).isEqualTo(change.subject());
        assertThat(bed.pool.isPassword(NEW, TestPerson.PASSWORD)).isTrue();
        assertThat(bed.pool.count()).isOne();
    }

    /** Cognito verifies an unknown address with a sign-up, which creates an unconfirmed user. */
    @Test
    void movesTheUserOverAnAbandonedSignUp() {
        bed.pool.addUnconfirmed(NEW);
        var change = changed();
        users.applyEmailChange(change);
        assertThat(bed.pool.find(NEW).orElseThrow().subject()).isEqualTo(change.subject());
        assertThat(bed.pool.count()).isOne();
    }

    @Test
    void movesTheUserToAnAddressThatAnotherAccountLeftAMomentBefore() {
        var bob = TestPerson.withPassword(bed, "bob@example.org");
        var left = new EmailChange(
                bob.id(),
                bob.account().subject(),
                bob.email,
                new EmailAddress("bob2@example.org"),
                "en",
                ChangedBy.OLD_ADDRESS,
                1);
        assertThat(bed.accounts.changeEmail(left)).isTrue();
        var change = new EmailChange(ann.id(), ann.account().subject(), ANN, bob.email, "en", ChangedBy.OLD_ADDRESS, 1);
        assertThat(bed.accounts.changeEmail(change)).isTrue();
        users.applyEmailChange(change);
        assertThat(bed.pool.find(bob.email).orElseThrow().subject()).isEqualTo(change.subject());
        assertThat(bed.pool.find(left.newEmail()).orElseThrow().subject()).isEqualTo(left.subject());
    }

    @Test
    void movesNothingIfTheUserIsMissing() {
        var change = changed();
        bed.pool.lose(ANN);
        users.applyEmailChange(change);
        assertThat(bed.pool.count()).isZero();
    }

    @Test
    void vacatesAddressesThatAccountsLeft() {
        assertThat(users.freeAddress(ANN)).isFalse();
        var change = changed();
        assertThat(users.freeAddress(ANN)).isTrue();
        assertThat(bed.pool.find(ANN)).isEmpty();
        assertThat(bed.pool.find(NEW).orElseThrow().subject()).isEqualTo(change.subject());
        var bob = TestPerson.withPhone(bed, "bob@example.org");
        bed.accounts.close(bob.account());
        assertThat(users.freeAddress(bob.email)).isTrue();
        assertThat(bed.pool.find(bob.email)).isEmpty();
    }

    private EmailChange changed() {
        var change = new EmailChange(ann.id(), ann.account().subject(), ANN, NEW, "en", ChangedBy.OLD_ADDRESS, 1);
        assertThat(bed.accounts.changeEmail(change)).isTrue();
        return change;
    }

    private void isRepaired() {
        var user = bed.pool.find(ANN).orElseThrow();
        assertThat(user.ready()).isTrue();
        assertThat(user.subject()).isEqualTo(ann.account().subject());
        assertThat(bed.pool.count()).isOne();
    }
}

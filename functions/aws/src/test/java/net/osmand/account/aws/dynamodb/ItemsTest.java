package net.osmand.account.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.core.account.Access;
import net.osmand.account.core.account.Account;
import net.osmand.account.core.account.Device;
import net.osmand.account.core.account.Plan;
import net.osmand.account.core.codes.PendingCode;
import net.osmand.account.core.codes.PendingCodes.CodeRequest;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.DeviceId;
import net.osmand.account.core.values.EmailAddress;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemsTest {
    private static final AccountId ACCOUNT = new AccountId(Integer.MAX_VALUE);
    private static final DeviceId DEVICE = new DeviceId(7);
    private static final EmailAddress EMAIL = new EmailAddress("someone@example.org");

    @Test
    void deviceComesBackAsItWas() {
        var device = new Device(DEVICE, "native", "hash", "", "model", "nl", 12, 34);

        assertThat(DeviceItem.read(DeviceItem.write(ACCOUNT, device))).isEqualTo(device);
    }

    @Test
    void accessOfAnAccountIsRead() {
        var row = AccountItem.newAccount(ACCOUNT, EMAIL, "subject", 3);
        assertThat(AccountItem.read(row, Plan.START, 0).access()).isEqualTo(Access.INITIAL);

        row.with("unproven", AttributeValue.fromBool(true))
                .with("deviceAccess", 1)
                .with("sessionAccess", 2)
                .with("takenOverAt", 3);
        assertThat(AccountItem.read(row, Plan.START, 0).access()).isEqualTo(new Access(false, 1, 2, 3));
    }

    @Test
    void accountWithoutPlanGetsTheDefault() {
        var row = AccountItem.newAccount(ACCOUNT, EMAIL, "subject", 3);

        assertThat(AccountItem.read(row, Plan.START, 0))
                .isEqualTo(new Account(ACCOUNT, EMAIL, "subject", 3, Plan.START, Optional.empty(), false));
        assertThat(AccountItem.read(row, Plan.PRO, 0).plan()).isEqualTo(Plan.PRO);
        assertThat(AccountItem.read(row, Plan.PRO, 0).orderId()).contains("promo_self_hosted");
    }

    @Test
    void ownPlanWinsOverTheDefault() {
        var row = AccountItem.newAccount(ACCOUNT, EMAIL, "subject", 3).with("plan", "LAPSED_PRO");

        assertThat(AccountItem.read(row, Plan.PRO, 0).plan()).isEqualTo(Plan.LAPSED_PRO);
        assertThat(AccountItem.read(row, Plan.PRO, 0).orderId()).isEmpty();
    }

    @Test
    void noteOfAClosingHoldsTheWholeAccount() {
        var account = new Account(ACCOUNT, EMAIL, "subject", 3, Plan.PRO, Optional.of("order"), true);

        assertThat(AccountItem.readClosing(AccountItem.closing(account, 9), Plan.START))
                .isEqualTo(account);
    }

    @Test
    void pointerComesBackAsItWas() {
        assertThat(PointerItem.read(PointerItem.write(EMAIL, ACCOUNT))).isEqualTo(ACCOUNT);
    }

    @Test
    void pendingCodeComesBackAndIsKeptADayLonger() {
        var row = PendingCodeItem.ofRequest(
                new CodeRequest(EMAIL, CodePurpose.SIGN_IN, Optional.of(ACCOUNT), "nl", true, 1_000, 2_000));
        assertThat(row.number(Item.TTL, 0)).isEqualTo(2 + 86_400);
        assertThat(PendingCodeItem.read(EMAIL, row))
                .isEqualTo(new PendingCode(
                        EMAIL,
                        CodePurpose.SIGN_IN,
                        Optional.of(ACCOUNT),
                        true,
                        List.of(),
                        "nl",
                        0,
                        Map.of(),
                        1_000,
                        2_000,
                        0));

        row.with("hashes", AttributeValue.fromSs(List.of("h")))
                .with("provenUntil", 3_000)
                .with("tries#s", 2);
        assertThat(PendingCodeItem.read(EMAIL, row).hashes()).containsExactly("h");
        assertThat(PendingCodeItem.read(EMAIL, row).provenUntil()).isEqualTo(3_000);
        assertThat(PendingCodeItem.read(EMAIL, row).wrongTriesBySource()).isEqualTo(Map.of("s", 2));
    }
}

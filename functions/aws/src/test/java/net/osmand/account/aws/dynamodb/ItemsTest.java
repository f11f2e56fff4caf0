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
import net.osmand.account.core.codes.PendingCodes.Asked;
import net.osmand.account.core.files.FileVersion;
import net.osmand.account.core.files.FileVersions.TrashTimer;
import net.osmand.account.core.files.StoredContent;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.DeviceId;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.FileKey;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemsTest {
    private static final AccountId ACCOUNT = new AccountId(Integer.MAX_VALUE);
    private static final DeviceId DEVICE = new DeviceId(7);
    private static final EmailAddress EMAIL = new EmailAddress("someone@example.org");
    private static final FileKey KEY = new FileKey("FAVOURITES", "favorites/Fahrräder\n#1.gpx");

    @Test
    void versionWithContentComesBackAsItWas() {
        var content = Optional.of(new StoredContent("u/1/abc", "version"));
        var version = new FileVersion(KEY, DEVICE, 1_700_000_000_000L, -5, 100, 60, 0xffffffffL, 10, content);

        assertThat(VersionItem.read(VersionItem.write(ACCOUNT, version))).isEqualTo(version);
    }

    @Test
    void deletionMarkerAndMapWithoutBytesComeBackAsTheyWere() {
        var marker = FileVersion.deletionMarker(KEY, DEVICE, 5, 0);
        var map = new FileVersion(KEY, DEVICE, 6, 0, 0, 20, 0, 0, Optional.empty());

        assertThat(VersionItem.read(VersionItem.write(ACCOUNT, marker))).isEqualTo(marker);
        assertThat(VersionItem.read(VersionItem.write(ACCOUNT, map))).isEqualTo(map);
        assertThat(VersionItem.write(ACCOUNT, marker).attributes())
                .doesNotContainKeys("c", "s", "z", "crc", "o", "ok", "ov");
    }

    @Test
    void sortKeysOfVersionsRiseWithTime() {
        var early = FileVersion.deletionMarker(KEY, DEVICE, 999, 0);
        var late = FileVersion.deletionMarker(KEY, DEVICE, 1_700_000_000_000L, 0);

        assertThat(VersionItem.keyOf(ACCOUNT, early).sk())
                .isEqualTo("V#" + KEY.hash() + "#0000000000999")
                .isLessThan(VersionItem.keyOf(ACCOUNT, late).sk());
    }

    @Test
    void timerComesBackAndEndsNoSecondEarly() {
        var timer = new TrashTimer(ACCOUNT, KEY, 1_700_000_000_001L);
        var row = TimerItem.write(timer);

        assertThat(TimerItem.read(row)).isEqualTo(timer);
        assertThat(row.number(Item.TTL, 0)).isEqualTo(1_700_000_001L);
        assertThat(row.requiredText("due")).isEqualTo("2023-11-14");
    }

    @Test
    void deviceComesBackAsItWas() {
        var device = new Device(DEVICE, "native", "hash", "", "model", "nl", 12, 34);

        assertThat(DeviceItem.read(DeviceItem.write(ACCOUNT, device))).isEqualTo(device);
    }

    @Test
    void accessOfAnAccountIsRead() {
        var row = AccountItem.fresh(ACCOUNT, EMAIL, "subject", 3);
        assertThat(AccountItem.read(row, Plan.START, 0).access()).isEqualTo(Access.INITIAL);

        row.with("unproven", AttributeValue.fromBool(true))
                .with("deviceAccess", 1)
                .with("sessionAccess", 2)
                .with("takenOverAt", 3);
        assertThat(AccountItem.read(row, Plan.START, 0).access()).isEqualTo(new Access(false, 1, 2, 3));
    }

    @Test
    void accountWithoutPlanGetsTheDefault() {
        var row = AccountItem.fresh(ACCOUNT, EMAIL, "subject", 3);

        assertThat(AccountItem.read(row, Plan.START, 0))
                .isEqualTo(new Account(ACCOUNT, EMAIL, "subject", 3, Plan.START, Optional.empty(), false));
        assertThat(AccountItem.read(row, Plan.PRO, 0).plan()).isEqualTo(Plan.PRO);
        assertThat(AccountItem.read(row, Plan.PRO, 0).orderId()).contains("promo_self_hosted");
    }

    @Test
    void ownPlanWinsOverTheDefault() {
        var row = AccountItem.fresh(ACCOUNT, EMAIL, "subject", 3).with("plan", "LAPSED_PRO");

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
        var row = PendingCodeItem.asked(
                new Asked(EMAIL, CodePurpose.SIGN_IN, Optional.of(ACCOUNT), "nl", true, 1_000, 2_000));
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

package net.osmand.account.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.codes.CodePurpose;
import net.osmand.account.codes.PendingCode;
import net.osmand.account.files.FileKey;
import net.osmand.account.files.FileVersion;
import net.osmand.account.files.FileVersions.TrashTimer;
import net.osmand.account.files.StoredContent;
import net.osmand.account.identity.Account;
import net.osmand.account.identity.AccountId;
import net.osmand.account.identity.Device;
import net.osmand.account.identity.DeviceId;
import net.osmand.account.identity.EmailAddress;
import net.osmand.account.plan.Plan;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class RowsTest {
    private static final AccountId ACCOUNT = new AccountId(Integer.MAX_VALUE);
    private static final DeviceId DEVICE = new DeviceId(7);
    private static final EmailAddress EMAIL = new EmailAddress("someone@example.org");
    private static final FileKey KEY = new FileKey("FAVOURITES", "favorites/Fahrräder\n#1.gpx");

    @Test
    void versionWithContentComesBackAsItWas() {
        var content = Optional.of(new StoredContent("u/1/abc", "version"));
        var version = new FileVersion(KEY, DEVICE, 1_700_000_000_000L, -5, 100, 60, 0xffffffffL, 10, content);

        assertThat(VersionRow.read(VersionRow.write(ACCOUNT, version))).isEqualTo(version);
    }

    @Test
    void deletionMarkerAndMapWithoutBytesComeBackAsTheyWere() {
        var marker = FileVersion.deletionMarker(KEY, DEVICE, 5, 0);
        var map = new FileVersion(KEY, DEVICE, 6, 0, 0, 20, 0, 0, Optional.empty());

        assertThat(VersionRow.read(VersionRow.write(ACCOUNT, marker))).isEqualTo(marker);
        assertThat(VersionRow.read(VersionRow.write(ACCOUNT, map))).isEqualTo(map);
        assertThat(VersionRow.write(ACCOUNT, marker).attributes())
                .doesNotContainKeys("c", "s", "z", "crc", "o", "ok", "ov");
    }

    @Test
    void sortKeysOfVersionsRiseWithTime() {
        var early = FileVersion.deletionMarker(KEY, DEVICE, 999, 0);
        var late = FileVersion.deletionMarker(KEY, DEVICE, 1_700_000_000_000L, 0);

        assertThat(VersionRow.keyOf(ACCOUNT, early).sk())
                .isEqualTo("V#" + KEY.hash() + "#0000000000999")
                .isLessThan(VersionRow.keyOf(ACCOUNT, late).sk());
    }

    @Test
    void timerComesBackAndEndsNoSecondEarly() {
        var timer = new TrashTimer(ACCOUNT, KEY, 1_700_000_000_001L);
        var row = TimerRow.write(timer);

        assertThat(TimerRow.read(row)).isEqualTo(timer);
        assertThat(row.number(Row.TTL, 0)).isEqualTo(1_700_000_001L);
        assertThat(row.requiredText("due")).isEqualTo("2023-11-14");
    }

    @Test
    void deviceComesBackAsItWas() {
        var device = new Device(DEVICE, "native", "hash", "", "model", "nl", 12, 34);

        assertThat(DeviceRow.read(DeviceRow.write(ACCOUNT, device))).isEqualTo(device);
    }

    @Test
    void accountWithoutPlanGetsTheDefault() {
        var row = AccountRow.fresh(ACCOUNT, EMAIL, "subject", 3);

        assertThat(AccountRow.read(row, Plan.START, 0))
                .isEqualTo(new Account(ACCOUNT, EMAIL, "subject", 3, Plan.START, Optional.empty(), false));
        assertThat(AccountRow.read(row, Plan.PRO, 0).plan()).isEqualTo(Plan.PRO);
        assertThat(AccountRow.read(row, Plan.PRO, 0).orderId()).contains("promo_self_hosted");
    }

    @Test
    void ownPlanWinsOverTheDefault() {
        var row = AccountRow.fresh(ACCOUNT, EMAIL, "subject", 3).with("plan", "LAPSED_PRO");

        assertThat(AccountRow.read(row, Plan.PRO, 0).plan()).isEqualTo(Plan.LAPSED_PRO);
        assertThat(AccountRow.read(row, Plan.PRO, 0).orderId()).isEmpty();
    }

    @Test
    void noteOfAClosingHoldsTheWholeAccount() {
        var account = new Account(ACCOUNT, EMAIL, "subject", 3, Plan.PRO, Optional.of("order"), true);

        assertThat(AccountRow.readClosing(AccountRow.closing(account, 9), Plan.START))
                .isEqualTo(account);
    }

    @Test
    void pointerComesBackAsItWas() {
        assertThat(PointerRow.read(PointerRow.write(EMAIL, ACCOUNT))).isEqualTo(ACCOUNT);
    }

    @Test
    void pendingCodeComesBackAndIsKeptADayLonger() {
        var row = PendingCodeRow.asked(EMAIL, CodePurpose.SIGN_IN, Optional.of(ACCOUNT), "nl", 1_000, 2_000);
        assertThat(row.number(Row.TTL, 0)).isEqualTo(2 + 86_400);
        assertThat(PendingCodeRow.read(EMAIL, row))
                .isEqualTo(new PendingCode(
                        EMAIL,
                        CodePurpose.SIGN_IN,
                        Optional.of(ACCOUNT),
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
        assertThat(PendingCodeRow.read(EMAIL, row).hashes()).containsExactly("h");
        assertThat(PendingCodeRow.read(EMAIL, row).provenUntil()).isEqualTo(3_000);
        assertThat(PendingCodeRow.read(EMAIL, row).wrongTriesBySource()).isEqualTo(Map.of("s", 2));
    }
}

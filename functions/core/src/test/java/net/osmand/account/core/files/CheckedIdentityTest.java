package net.osmand.account.core.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.osmand.account.core.values.FileKey;
import org.junit.jupiter.api.Test;

/** Tests which checks of {@link CheckAccount} include the account's identity. */
class CheckedIdentityTest {
    private final FilesTestBed bed = new FilesTestBed();

    @Test
    void theFullCheckDoesAndTheLightOneDoesNot() {
        bed.checkAccount.checkAll(FilesTestBed.ACCOUNT);
        assertThat(bed.identitiesChecked).containsExactly(FilesTestBed.ACCOUNT);
        bed.store(new FileKey("GPX", "a.gpx"), "a");
        bed.clock.advance(Duration.ofDays(2));
        assertThat(bed.checkAccount.check(FilesTestBed.ACCOUNT)).isEqualTo(CheckReport.NOTHING);
        assertThat(bed.identitiesChecked).as("after a light check").hasSize(1);
        bed.clock.advance(Duration.ofDays(30));
        bed.checkAccount.check(FilesTestBed.ACCOUNT);
        assertThat(bed.identitiesChecked).as("after the next full check").hasSize(2);
    }
}

package net.osmand.account.core.files;

import static net.osmand.account.core.files.FilesTestBed.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import net.osmand.account.core.values.FileKey;
import org.junit.jupiter.api.Test;

class PurgeTrashTest {
    private static final FileKey FILE = new FileKey("GPX", "a.gpx");
    private static final int MORE_THAN_A_PAGE = 201;

    private final FilesTestBed bed = new FilesTestBed();

    @Test
    void removesMoreFilesThanAPageHas() {
        for (var i = 0; i < MORE_THAN_A_PAGE; i++) {
            var file = new FileKey("GPX", i + ".gpx");
            bed.store(file, "text");
            bed.delete(file);
        }
        bed.clock.advance(FilesTestBed.WINDOW);
        bed.checkAccount.checkAll(ACCOUNT);
        assertThat(bed.files.rows(ACCOUNT)).isEmpty();
        FileInvariants.check(bed);
    }

    @Test
    void hidesEveryRowUntilItIsRemoved() {
        bed.store(FILE, "one");
        bed.store(FILE, "two");
        bed.delete(FILE);
        bed.clock.advance(FilesTestBed.WINDOW);
        var version = bed.upload(1, FILE, "new");
        var hidden = bed.listFiles.hidden(bed.caller(0));
        assertThat(bed.files.rows(ACCOUNT)).hasSize(4);
        assertThat(bed.files.rows(ACCOUNT).stream().filter(row -> !hidden.isPurged(row)))
                .containsExactly(version);
    }
}

package net.osmand.account.core.folders;

import java.util.List;
import java.util.Optional;
import net.osmand.account.core.account.Account;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.account.Device;
import net.osmand.account.core.account.Plan;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.files.FilesTestBed;
import net.osmand.account.core.files.InMemoryLiveFiles;
import net.osmand.account.core.testing.TestClock;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.DeviceId;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;

/** A web client of a Pro account with its files in memory. */
final class FolderTestBed {
    final TestClock clock = new TestClock();
    final InMemoryLiveFiles files = new InMemoryLiveFiles(clock);
    final Caller web = caller(Plan.PRO);
    final RenameFile renameFile = new RenameFile(files, clock);
    final ChangeFolder changeFolder = new ChangeFolder(files, FilesTestBed.SERIAL, clock);
    final UpdateAppearance updateAppearance = new UpdateAppearance(files, clock);

    static Caller caller(Plan plan) {
        var account = new Account(
                new AccountId(7), new EmailAddress("ann@example.org"), "subject", 0, plan, Optional.empty(), false);
        return new Caller(account, Device.web(new DeviceId(1), "en", 0), Usage.NONE);
    }

    static FileKey gpx(String name) {
        return new FileKey("GPX", name);
    }

    FileVersion upload(String name, String text) {
        return files.upload(gpx(name), text);
    }

    List<String> names() {
        return files.names("GPX");
    }

    Optional<String> text(String name) {
        return files.text(gpx(name));
    }
}

package net.osmand.account.aws.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.osmand.account.core.account.Browser;
import net.osmand.account.core.account.Device;
import net.osmand.account.core.account.StorageBreakdown;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.account.WebSession;
import net.osmand.account.core.details.FileDetails;
import net.osmand.account.core.files.ListAccount;
import net.osmand.account.core.values.AccessToken;
import net.osmand.account.core.values.DeviceId;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.FileHead;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.StoredContent;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items of an account that exists only during priming: a device, a session, and a file with versions and details. */
public final class PrimingItems {
    /** End of the session, epoch milliseconds in the year 2100. */
    private static final long SESSION_END = 4_102_444_800_000L;

    private PrimingItems() {}

    /** Returns the items of all tables. */
    public static List<Map<String, AttributeValue>> of(AccessToken token, EmailAddress email, FileKey file) {
        var account = token.account();
        var device = new Device(new DeviceId(1), "rehearsal", token.hash(), "brand", "model", "en", 0, 0);
        return Stream.of(
                        AccountItem.newAccount(account, email, "subject", 0)
                                .with("plan", "PRO")
                                .with("orderId", "rehearsal")
                                .with("webDevice", 1),
                        DeviceItem.write(account, device),
                        SessionItem.write(
                                token.account(),
                                new WebSession(token.hash(), 0, "en", Browser.UNKNOWN, 0, 0, SESSION_END)),
                        PointerItem.write(email, account),
                        UsageItem.write(account, usage()),
                        HeadItem.write(account, file, head(file)),
                        DetailsItem.write(account, new FileDetails(file, 2, "{}")),
                        VersionItem.write(account, version(file, 2)),
                        VersionItem.write(account, version(file, 1)))
                .map(Item::attributes)
                .toList();
    }

    /** With so many versions that the list of the account is stored. */
    private static Usage usage() {
        var holdings = new StorageBreakdown(ListAccount.Thresholds.STANDARD.versions(), Map.of());
        return new Usage(0, 26, 1, 52, 0, 0, 2, 0, 0, 0, 0, holdings, Usage.Check.NONE);
    }

    private static FileHead head(FileKey file) {
        return new FileHead(2, 2, Optional.of(version(file, 2)), 2, 52, 0, Optional.empty(), 0);
    }

    private static FileVersion version(FileKey file, long time) {
        return new FileVersion(
                file, new DeviceId(1), time, 1, 6, 26, 1, 10, Optional.of(new StoredContent("u/1/rehearsal", "v")));
    }
}

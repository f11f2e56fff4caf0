package net.osmand.account.aws.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.osmand.account.core.account.Device;
import net.osmand.account.core.files.FileVersion;
import net.osmand.account.core.files.StoredContent;
import net.osmand.account.core.values.AccessToken;
import net.osmand.account.core.values.DeviceId;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.FileKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items of an account that exists in rehearsals alone: one device, one session, one file with two versions. */
public final class PrimingItems {
    /** Epoch milliseconds of the year 2100: its session never ends. */
    private static final long FAR = 4_102_444_800_000L;

    private PrimingItems() {}

    /** All items, whatever their table. */
    public static List<Map<String, AttributeValue>> of(AccessToken token, EmailAddress email, FileKey file) {
        var account = token.account();
        var device = new Device(new DeviceId(1), "rehearsal", token.hash(), "brand", "model", "en", 0, 0);
        return Stream.of(
                        AccountItem.fresh(account, email, "subject", 0)
                                .with("plan", "PRO")
                                .with("orderId", "rehearsal")
                                .with("webDevice", 1),
                        DeviceItem.write(account, device),
                        SessionItem.write(token, 0, "en", 0, FAR),
                        PointerItem.write(email, account),
                        Item.of(AccountItem.pk(account), UsageItem.SK)
                                .with("paidBytes", 1)
                                .with("paidFiles", 1)
                                .with("versions", 2)
                                .with(UsageItem.LAST, 2),
                        VersionItem.write(account, version(file, 2)),
                        VersionItem.write(account, version(file, 1)))
                .map(Item::attributes)
                .toList();
    }

    private static FileVersion version(FileKey file, long time) {
        return new FileVersion(
                file, new DeviceId(1), time, 1, 6, 26, 1, 10, Optional.of(new StoredContent("u/1/rehearsal", "v")));
    }
}

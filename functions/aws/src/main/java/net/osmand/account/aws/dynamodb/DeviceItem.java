package net.osmand.account.aws.dynamodb;

import java.util.Map;
import net.osmand.account.core.account.Access;
import net.osmand.account.core.account.Device;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.DeviceId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads and writes a device as an item of the accounts table. */
final class DeviceItem {
    static final String PREFIX = "DEVICE#";

    /** Time of the last use, epoch milliseconds. */
    static final String LAST_USED_AT = "lastUsedAt";

    /** Value of {@link Access#devices()} when the right to the device was proven. */
    static final String ACCESS = "access";

    private DeviceItem() {}

    static Map<String, AttributeValue> key(AccountId account, DeviceId device) {
        return empty(account, device).key();
    }

    static Item write(AccountId account, Device device) {
        return empty(account, device.id())
                .with("nativeId", device.nativeId())
                .with("tokenHash", device.tokenHash())
                .with("brand", device.brand())
                .with("model", device.model())
                .with("language", device.language())
                .with("registeredAt", device.registeredAt())
                .with(LAST_USED_AT, device.lastUsedAt())
                .with(ACCESS, device.access());
    }

    static Device read(Item row) {
        return new Device(
                new DeviceId(Integer.parseInt(row.sk().substring(PREFIX.length()))),
                row.text("nativeId", ""),
                row.requiredText("tokenHash"),
                row.text("brand", ""),
                row.text("model", ""),
                row.text("language", ""),
                row.number("registeredAt", 0),
                row.number(LAST_USED_AT, 0),
                row.number(ACCESS, Access.INITIAL.devices()));
    }

    private static Item empty(AccountId account, DeviceId device) {
        return Item.of(AccountItem.pk(account), PREFIX + device.value());
    }
}

package net.osmand.account.functions.files;

import net.osmand.account.core.account.Device;

/** The device that wrote a version, as routes under {@code /v1} show it. Unknown values are empty. */
record Author(String brand, String model) {
    static Author of(String label) {
        var joint = label.indexOf(Device.LABEL_JOINT);
        return joint < 0
                ? new Author("", "")
                : new Author(label.substring(0, joint), label.substring(joint + Device.LABEL_JOINT.length()));
    }
}

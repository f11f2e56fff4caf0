package net.osmand.account.functions.files;

import net.osmand.account.core.account.Device;

/** The device that wrote a version, as the routes under {@code /v1} show it; empty texts where it is not known. */
record Author(String brand, String model) {
    static Author of(String label) {
        var joint = label.indexOf(Device.LABEL_JOINT);
        return joint < 0
                ? new Author("", "")
                : new Author(label.substring(0, joint), label.substring(joint + Device.LABEL_JOINT.length()));
    }
}

package net.osmand.account.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import net.osmand.account.core.values.DeviceId;
import org.junit.jupiter.api.Test;

class DeviceTest {
    @Test
    void joinsBrandAndModelToALabel() {
        assertThat(device("n", "Google", "Pixel").label()).isEqualTo("Google__model__Pixel");
        assertThat(device("n", "", "Google Pixel 9").label()).isEqualTo("Google__model__Pixel 9");
        assertThat(device("n", "", "Pixel").label()).isEqualTo("Pixel__model__");
        assertThat(device("n", "", "").label()).isEmpty();
    }

    @Test
    void isTheSameHardwareIfNativeIdAndModelAgree() {
        var phone = device("n", "Google", "Pixel");
        assertThat(phone.isSameHardware("n", "Pixel")).isTrue();
        assertThat(phone.isSameHardware("m", "Pixel")).isFalse();
        assertThat(phone.isSameHardware("n", "Pixel 2")).isFalse();
        assertThat(device("", "", "Pixel").isSameHardware("", "Pixel")).isFalse();
        assertThat(device("n", "", "").isSameHardware("n", "")).isFalse();
    }

    @Test
    void isTheWebWithoutAToken() {
        var web = Device.web(new DeviceId(1), "en", 5);
        assertThat(web.isWeb()).isTrue();
        assertThat(web.label()).isEqualTo("OsmAnd__model__Web");
        assertThat(web.isSameHardware("web", "Web")).isFalse();
        assertThat(device("n", "", "").isWeb()).isFalse();
    }

    private static Device device(String nativeId, String brand, String model) {
        return new Device(new DeviceId(1), nativeId, "hash", brand, model, "en", 0, 0);
    }
}

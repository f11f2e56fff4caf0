package net.osmand.account.core.account;

import java.util.Optional;
import net.osmand.account.core.values.AccessToken;
import net.osmand.account.core.values.DeviceId;
import net.osmand.account.core.values.FileRead;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;

/** Authenticates a device by its number and its access token, with one read. */
public final class AuthenticateDevice {
    private final Accounts accounts;

    public AuthenticateDevice(Accounts accounts) {
        this.accounts = accounts;
    }

    /**
     * Returns the device, account and usage of the caller.
     *
     * @param file the file to load with the same read
     * @throws ProblemException 105 unless device number and token match exactly and the device is valid
     */
    public Caller authenticate(String deviceId, String accessToken, Optional<FileRead> file) {
        return AccessToken.parse(accessToken)
                .flatMap(token -> number(deviceId)
                        .flatMap(device -> accounts.caller(token.account(), device, file))
                        .filter(caller -> token.matches(caller.device().tokenHash())))
                .filter(AuthenticateDevice::isValid)
                .orElseThrow(() -> new ProblemException(Problem.DEVICE_REJECTED));
    }

    /** Same as {@link #authenticate(String, String, Optional)}, without a file. */
    public Caller authenticate(String deviceId, String accessToken) {
        return authenticate(deviceId, accessToken, Optional.empty());
    }

    /** Same as {@link #authenticate(String, Optional)}, without a file. */
    public Optional<Caller> authenticate(String accessToken) {
        return authenticate(accessToken, Optional.empty());
    }

    /** Authenticates a device by the token alone, which takes a second read. Empty if the token is not valid. */
    public Optional<Caller> authenticate(String accessToken, Optional<FileRead> file) {
        return AccessToken.parse(accessToken)
                .flatMap(token -> accounts.devices(token.account()).stream()
                        .filter(device -> token.matches(device.tokenHash()))
                        .findFirst()
                        .flatMap(device -> accounts.caller(token.account(), device.id(), file))
                        .filter(caller -> token.matches(caller.device().tokenHash()))
                        .filter(AuthenticateDevice::isValid));
    }

    private static boolean isValid(Caller caller) {
        return !caller.account().closing()
                && caller.device().access() == caller.account().access().devices();
    }

    private static Optional<DeviceId> number(String text) {
        try {
            var number = Integer.parseInt(text);
            return number > 0 ? Optional.of(new DeviceId(number)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}

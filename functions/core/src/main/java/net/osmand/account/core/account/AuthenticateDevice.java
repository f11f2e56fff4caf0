package net.osmand.account.core.account;

import java.util.Optional;
import net.osmand.account.core.values.AccessToken;
import net.osmand.account.core.values.DeviceId;
import net.osmand.account.core.values.FileRead;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;

/** Lets a device in by its number and its access token: one read. */
public final class AuthenticateDevice {
    private final Accounts accounts;

    public AuthenticateDevice(Accounts accounts) {
        this.accounts = accounts;
    }

    /**
     * Finds who calls.
     *
     * @param file what the same read shall bring of a file
     * @throws ProblemException 105 unless both match exactly
     */
    public Caller authenticate(String deviceId, String accessToken, Optional<FileRead> file) {
        return AccessToken.parse(accessToken)
                .flatMap(token -> number(deviceId)
                        .flatMap(device -> accounts.caller(token.account(), device, file))
                        .filter(caller -> token.matches(caller.device().tokenHash())))
                .filter(AuthenticateDevice::isValid)
                .orElseThrow(() -> new ProblemException(Problem.DEVICE_REJECTED));
    }

    /** The same, without a file. */
    public Caller authenticate(String deviceId, String accessToken) {
        return authenticate(deviceId, accessToken, Optional.empty());
    }

    /** The same by the token alone, without a file. */
    public Optional<Caller> authenticate(String accessToken) {
        return authenticate(accessToken, Optional.empty());
    }

    /** Finds who calls by the token alone, in one more read. */
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

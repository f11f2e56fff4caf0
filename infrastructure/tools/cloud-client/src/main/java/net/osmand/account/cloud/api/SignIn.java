package net.osmand.account.cloud.api;

import java.net.URI;
import java.util.Map;

/** Registers this computer as a device of an account with a mailed code. */
public final class SignIn {
    private static final String BRAND = "osmand-cloud";

    private final URI server;
    private final Calls calls;

    public SignIn(URI server, Exchange exchange) {
        this.server = server;
        calls = new Calls(server, exchange);
    }

    /** Throws an exception unless an OsmAnd Account server answers. */
    public void mustAnswer() {
        try {
            if (calls.json("/v1/plans", Map.of(), Map.of()).path("plans").isArray()) {
                return;
            }
        } catch (RefusedException e) {
            throw new CloudException(ExitCode.NO_SERVER, server + " is not an OsmAnd Account server.", e);
        }
        throw new CloudException(ExitCode.NO_SERVER, server + " is not an OsmAnd Account server.");
    }

    /** Returns whether the address has an account. */
    public boolean hasAccount(String email) {
        try {
            calls.postForm("/userdata/device-register", Map.of("email", email, "token", ""));
            return true;
        } catch (RefusedException e) {
            return switch (e.code()) {
                case RefusedException.NO_ACCOUNT -> false;
                case RefusedException.WRONG_CODE -> true;
                default -> throw new CloudException(ExitCode.REFUSED, sentence(e), e);
            };
        }
    }

    /** Requests a mailed code. */
    public void requestCode(String email, boolean login, String lang) {
        try {
            calls.postForm(
                    "/userdata/user-register", Map.of("email", email, "login", Boolean.toString(login), "lang", lang));
        } catch (RefusedException e) {
            throw new CloudException(ExitCode.REFUSED, sentence(e), e);
        }
    }

    /**
     * Registers this computer with the code.
     *
     * @param nativeId identifies this computer and profile, so that another sign-in replaces the device
     * @param device the name shown in the account's list of devices
     */
    public Session register(String email, String code, String nativeId, String device, String lang) {
        try {
            var json = calls.postForm(
                    "/userdata/device-register",
                    Map.of(
                            "email",
                            email,
                            "token",
                            code,
                            "deviceid",
                            nativeId,
                            "brand",
                            BRAND,
                            "model",
                            device,
                            "lang",
                            lang));
            var id = json.path("id").asLong();
            var user = json.path("userid").asLong();
            var token = json.path("accesstoken").asText();
            if (id == 0 || user == 0 || token.isEmpty()) {
                throw new CloudException(ExitCode.NO_SERVER, server + " is not an OsmAnd Account server.");
            }
            return new Session(server, email, user, id, token, device);
        } catch (RefusedException e) {
            if (e.code() == RefusedException.WRONG_CODE) {
                throw new CloudException(ExitCode.WRONG_CODE, "The code is wrong or has expired.", e);
            }
            throw new CloudException(ExitCode.REFUSED, sentence(e), e);
        }
    }

    private static String sentence(RefusedException refused) {
        return "The server refused: " + refused.sentence();
    }
}

package net.osmand.account.functions.account;

import java.util.Comparator;
import java.util.List;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.account.Accounts;
import net.osmand.account.core.account.Device;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;
import net.osmand.account.lambda.SessionAuthenticator;

/** GET /mapapi/devices: lists the account's devices, most recently used first. */
public final class PortalDevicesFunction extends HttpFunction {
    private final SessionAuthenticator authenticator;
    private final Accounts accounts;

    public PortalDevicesFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalDevicesFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        accounts = application.accounts();
    }

    @Override
    protected Response handle(Request request) {
        var caller = authenticator.authenticate(request);
        return Response.json(new View(accounts.devices(caller.account().id()).stream()
                .sorted(Comparator.comparingLong(Device::lastUsedAt).reversed())
                .map(device ->
                        View.Entry.of(device, device.id().equals(caller.device().id())))
                .toList()));
    }

    /** The response (docs/protocol/portal.md#devices). {@code last_used} is in epoch milliseconds. */
    record View(List<Entry> devices) {
        record Entry(int id, String brand, String model, String lang, long last_used, boolean current) {
            static Entry of(Device device, boolean current) {
                return new Entry(
                        device.id().value(),
                        device.brand(),
                        device.model(),
                        device.language(),
                        device.lastUsedAt(),
                        current);
            }
        }
    }
}

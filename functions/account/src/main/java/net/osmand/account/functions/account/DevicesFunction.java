package net.osmand.account.functions.account;

import java.util.Comparator;
import java.util.List;
import net.osmand.account.aws.Platform;
import net.osmand.account.http.HttpFunction;
import net.osmand.account.http.Request;
import net.osmand.account.http.Response;
import net.osmand.account.http.WebDoor;
import net.osmand.account.identity.Accounts;
import net.osmand.account.identity.Device;

/** GET /mapapi/devices: the account's devices, last used first. */
public final class DevicesFunction extends HttpFunction {
    private final WebDoor door;
    private final Accounts accounts;

    public DevicesFunction() {
        this(Platform.ofProcess());
    }

    public DevicesFunction(Platform platform) {
        var wiring = new AccountWiring(platform);
        door = wiring.webDoor();
        accounts = wiring.accounts();
    }

    @Override
    protected Response answer(Request request) {
        var caller = door.open(request);
        return Response.json(new View(accounts.devices(caller.account().id()).stream()
                .sorted(Comparator.comparingLong(Device::lastUsedAt).reversed())
                .map(device ->
                        View.Entry.of(device, device.id().equals(caller.device().id())))
                .toList()));
    }

    /** rulings 30; {@code last_used} in epoch milliseconds. */
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

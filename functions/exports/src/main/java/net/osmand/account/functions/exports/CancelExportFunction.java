package net.osmand.account.functions.exports;

import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.exports.ExportStatus;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/** DELETE /v1/exports/{id}: ends an export and removes what it made. */
public final class CancelExportFunction extends HttpFunction {
    private final Authenticator door;
    private final ExportStatus status;

    public CancelExportFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public CancelExportFunction(LambdaEnvironment platform) {
        var wiring = new ExportsWiring(platform);
        door = wiring.webDoor();
        status = wiring.status();
    }

    @Override
    protected Response answer(Request request) {
        status.cancel(door.open(request).account().id(), ExportsWiring.id(request));
        return Response.ok();
    }
}

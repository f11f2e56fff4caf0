package net.osmand.account.functions.files;

import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.FileVersion;
import net.osmand.account.core.values.Problem;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/**
 * GET /mapapi/download-file downloads a file; GET /mapapi/get-color-palette downloads one file with a fixed name. An
 * unknown file is 404, an unknown palette is an empty text.
 */
public final class PortalDownloadFileFunction extends DownloadFileHandler {
    private static final FileKey PALETTE = new FileKey("FILE", "color-palette/user_palette_default.txt");

    public PortalDownloadFileFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalDownloadFileFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        super(application.sessionAuthenticator(), application, Problem.NOT_FOUND);
    }

    @Override
    protected Response handle(Request request) {
        return request.path().equals("/mapapi/get-color-palette") ? palette(request) : super.handle(request);
    }

    private Response palette(Request request) {
        return live(request, PALETTE)
                .flatMap(FileVersion::content)
                .map(content -> responses().portalText(request, content))
                .orElseGet(() -> Response.text(200, ""));
    }

    @Override
    Response handle(LargeResponses responses, Request request, FileKey key, FileVersion version) {
        var link = LargeResponses.linkPath(key, "updatetime", version.updateTime());
        return responses.portalDownload(request, key, version, link);
    }
}

package net.osmand.account.functions.uploads;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.uploads.UploadProgress;
import net.osmand.account.functions.uploads.UploadView.LinkView;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.MalformedRequestException;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.RequestLimits;
import net.osmand.account.lambda.Response;
import org.jspecify.annotations.Nullable;

/**
 * POST /v1/uploads/{id}/parts: returns presigned URLs for parts, each with its own checksum. It may be called
 * repeatedly.
 */
public final class SignPartsFunction extends HttpFunction {
    private final Authenticator authenticator;
    private final UploadProgress progress;

    public SignPartsFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public SignPartsFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        progress = application.uploads().uploadProgress();
    }

    @Override
    protected Response handle(Request request) {
        var account = authenticator.authenticate(request).account().id();
        var announced = request.json(Body.class).checked();
        var links = progress.links(account, request.pathStep(3), announced);
        var parts = IntStream.range(0, links.size())
                .mapToObj(i -> PartView.of(announced.get(i).number(), LinkView.of(links.get(i))))
                .toList();
        return Response.json(new View(parts)).with("Cache-Control", "no-store");
    }

    /** The parts that the client is going to send, at most 100. */
    record Body(@Nullable List<Part> parts) {
        List<UploadProgress.AnnouncedPart> checked() {
            return Optional.ofNullable(parts)
                    .filter(some -> !some.isEmpty() && some.size() <= RequestLimits.UPLOAD_PARTS)
                    .orElseThrow(MalformedRequestException::new)
                    .stream()
                    .map(part -> new UploadProgress.AnnouncedPart(part.number(), Sha256.checked(part.sha256())))
                    .toList();
        }

        record Part(int number, @Nullable String sha256) {}
    }

    record View(List<PartView> parts) {}

    record PartView(int number, String url, Map<String, String> headers) {
        static PartView of(int number, LinkView link) {
            return new PartView(number, link.url(), link.headers());
        }
    }
}

package net.osmand.account.functions.files;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import net.osmand.account.core.folders.FolderChange;
import net.osmand.account.core.folders.FolderJob;
import net.osmand.account.core.folders.RunFolderJob;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.MalformedRequestException;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;
import net.osmand.account.lambda.Sentences;

/** POST /v1/folders/jobs, GET and DELETE /v1/folders/jobs/{id}: start, show and cancel the job of a large folder. */
final class FolderJobHandler {
    private static final String JOBS = "/v1/folders/jobs";
    private static final int ID = 4;

    private final Authenticator authenticator;
    private final RunFolderJob runFolderJob;

    FolderJobHandler(Authenticator authenticator, RunFolderJob runFolderJob) {
        this.authenticator = authenticator;
        this.runFolderJob = runFolderJob;
    }

    Response handle(Request request) {
        var caller = authenticator.authenticate(request);
        if (request.path().equals(JOBS)) {
            var job = runFolderJob.start(caller, change(request));
            var status = JOBS + "/" + job.id();
            return Response.accepted(URI.create(status), new Started(status));
        }
        var account = caller.account().id();
        var id = request.pathStep(ID);
        if (request.method().equals("DELETE")) {
            if (runFolderJob.cancel(account, id).isEmpty()) {
                throw notFound();
            }
            return Response.ok();
        }
        var job = runFolderJob.find(account, id).orElseThrow(FolderJobHandler::notFound);
        return Response.json(View.of(job, request)).with("Cache-Control", "no-store");
    }

    private static FolderChange change(Request request) {
        var type = request.parameter("type");
        var folder = FileKey.parse(type, request.parameter("folder")).name();
        return switch (request.parameter("action")) {
            case "rename" ->
                new FolderChange.Rename(
                        type,
                        folder,
                        FileKey.parse(type, request.parameter("new_folder")).name());
            case "delete" -> new FolderChange.Delete(type, folder);
            default -> throw new MalformedRequestException();
        };
    }

    private static ProblemException notFound() {
        return new ProblemException(Problem.NOT_FOUND);
    }

    record Started(@JsonProperty("status_url") String statusUrl) {}

    record View(
            String state,
            String action,
            String folder,
            @JsonProperty("new_folder") String newFolder,
            int done,
            int total,
            int left,
            Optional<String> message) {
        static View of(FolderJob job, Request request) {
            var rename = job.change() instanceof FolderChange.Rename wanted
                    ? Optional.of(wanted)
                    : Optional.<FolderChange.Rename>empty();
            var progress = job.progress();
            return new View(
                    job.state().name().toLowerCase(Locale.ROOT),
                    rename.isPresent() ? "rename" : "delete",
                    job.change().folder(),
                    rename.map(FolderChange.Rename::newFolder).orElse(""),
                    progress.done(),
                    progress.total(),
                    progress.left(),
                    Optional.of(progress.reason())
                            .filter(reason -> !reason.isEmpty())
                            .map(reason -> Sentences.named(reason, request)));
        }
    }
}

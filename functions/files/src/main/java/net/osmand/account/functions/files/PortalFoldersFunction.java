package net.osmand.account.functions.files;

import java.util.OptionalLong;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.folders.ChangeFolder;
import net.osmand.account.core.folders.FolderChange;
import net.osmand.account.core.folders.RenameFile;
import net.osmand.account.core.folders.UpdateAppearance;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;
import net.osmand.account.lambda.SessionAuthenticator;

/**
 * GET /mapapi/rename-file, rename-folder and delete-folder, which the public client calls; POST /mapapi/update-info,
 * which stores the appearance of a track; and the jobs of large folders.
 */
public final class PortalFoldersFunction extends HttpFunction {
    private static final int CALL = 2;

    private final SessionAuthenticator authenticator;
    private final RenameFile renameFile;
    private final ChangeFolder changeFolder;
    private final UpdateAppearance updateAppearance;
    private final FolderJobHandler jobs;

    public PortalFoldersFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalFoldersFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        renameFile = application.portalFiles().renameFile();
        changeFolder = application.portalFiles().changeFolder();
        updateAppearance = application.portalFiles().updateAppearance();
        jobs = new FolderJobHandler(authenticator, application.portalFiles().runFolderJob());
    }

    @Override
    protected Response handle(Request request) {
        if (request.path().startsWith("/v1/")) {
            return jobs.handle(request);
        }
        if (request.pathStep(CALL).equals("update-info")) {
            return updateInfo(request);
        }
        var caller = authenticator.authenticateForEffect(request);
        return DialogErrors.answer(request, () -> {
            switch (request.pathStep(CALL)) {
                case "rename-file" -> renameFile(caller, request);
                case "rename-folder" -> renameFolder(caller, request);
                case "delete-folder" -> deleteFolder(caller, request);
                default -> throw new ProblemException(Problem.NOT_FOUND);
            }
            return Response.ok();
        });
    }

    private Response updateInfo(Request request) {
        var caller = authenticator.authenticate(
                request, request.optional("name").flatMap(name -> RequestedFile.head("GPX", name)));
        var name = request.parameter("name");
        var known = request.number("updatetime").map(OptionalLong::of).orElse(OptionalLong.empty());
        var version = updateAppearance.update(caller, name, known, request.part());
        return Response.json(AppUploadFileFunction.View.of(version, name));
    }

    private void renameFile(Caller caller, Request request) {
        var type = request.parameter("type");
        renameFile.rename(
                caller,
                FileKey.parse(type, request.parameter("oldName")),
                FileKey.parse(type, request.parameter("newName")),
                request.requiredFlag("saveCopy"));
    }

    private void renameFolder(Caller caller, Request request) {
        var type = request.parameter("type");
        changeFolder.change(
                caller,
                new FolderChange.Rename(
                        type,
                        FileKey.parse(type, request.parameter("folderName")).name(),
                        FileKey.parse(type, request.parameter("newFolderName")).name()));
    }

    private void deleteFolder(Caller caller, Request request) {
        var folder = FileKey.parse(request.parameter("type"), request.parameter("folderName"));
        var name = folder.name();
        var path = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        changeFolder.change(caller, new FolderChange.Delete(folder.type(), path));
    }
}

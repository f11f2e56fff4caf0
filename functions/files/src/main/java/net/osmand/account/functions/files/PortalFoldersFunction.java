package net.osmand.account.functions.files;

import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.folders.DeleteFolder;
import net.osmand.account.core.folders.RenameFile;
import net.osmand.account.core.folders.RenameFolder;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;
import net.osmand.account.lambda.SessionAuthenticator;

/** GET /mapapi/rename-file, rename-folder and delete-folder: the public client asks them so. */
public final class PortalFoldersFunction extends HttpFunction {
    private static final int CALL = 2;

    private final SessionAuthenticator authenticator;
    private final RenameFile renameFile;
    private final RenameFolder renameFolder;
    private final DeleteFolder deleteFolder;

    public PortalFoldersFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalFoldersFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        renameFile = application.portalFiles().renameFile();
        renameFolder = application.portalFiles().renameFolder();
        deleteFolder = application.portalFiles().deleteFolder();
    }

    @Override
    protected Response answer(Request request) {
        var caller = authenticator.authenticateForEffect(request);
        return DialogErrors.answer(() -> {
            switch (request.pathStep(CALL)) {
                case "rename-file" -> renameFile(caller, request);
                case "rename-folder" -> renameFolder(caller, request);
                case "delete-folder" -> deleteFolder(caller, request);
                default -> throw new ProblemException(Problem.NOT_FOUND);
            }
            return Response.ok();
        });
    }

    private void renameFile(Caller caller, Request request) {
        var type = request.parameter("type");
        renameFile.rename(
                caller,
                FileKey.parse(type, request.parameter("oldName")),
                FileKey.parse(type, request.parameter("newName")),
                request.flag("saveCopy"));
    }

    private void renameFolder(Caller caller, Request request) {
        var type = request.parameter("type");
        renameFolder.rename(
                caller,
                type,
                FileKey.parse(type, request.parameter("folderName")).name(),
                FileKey.parse(type, request.parameter("newFolderName")).name());
    }

    private void deleteFolder(Caller caller, Request request) {
        var folder = FileKey.parse(request.parameter("type"), request.parameter("folderName"));
        deleteFolder.delete(caller, folder.type(), folder.name());
    }
}

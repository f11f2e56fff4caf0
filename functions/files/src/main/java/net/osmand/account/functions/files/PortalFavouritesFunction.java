package net.osmand.account.functions.files;

import java.util.Optional;
import java.util.OptionalLong;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.favourites.ChangeFavourites;
import net.osmand.account.core.favourites.ChangeGroups;
import net.osmand.account.core.favourites.FavouriteFileName;
import net.osmand.account.core.favourites.PointUpdate;
import net.osmand.account.core.values.FileRead;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;
import net.osmand.account.lambda.SessionAuthenticator;

/** The seven routes below /mapapi/fav: change points and groups of favourites. */
public final class PortalFavouritesFunction extends HttpFunction {
    private static final int CALL = 3;

    private final SessionAuthenticator authenticator;
    private final ChangeFavourites favourites;
    private final ChangeGroups groups;

    public PortalFavouritesFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalFavouritesFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        favourites = application.portalFiles().changeFavourites();
        groups = application.portalFiles().changeGroups();
    }

    @Override
    protected Response handle(Request request) {
        var caller = authenticator.authenticateForEffect(request, file(request));
        return switch (request.pathStep(CALL)) {
            case "add" -> add(caller, request);
            case "delete" -> delete(caller, request);
            case "update" -> update(caller, request);
            case "update-all-favorites" -> updateAll(caller, request);
            case "add-group" -> addGroup(caller, request);
            case "update-group" -> updateGroup(caller, request);
            case "rename-fav-group" -> DialogErrors.answer(request, () -> rename(caller, request));
            default -> throw new ProblemException(Problem.NOT_FOUND);
        };
    }

    /** Returns the file to read together with the session. */
    private static Optional<FileRead> file(Request request) {
        return request.optional("fileName")
                .or(() -> request.optional("oldGroupName"))
                .or(() -> request.optional("fullOldName"))
                .flatMap(name -> RequestedFile.head(FavouriteFileName.TYPE, name));
    }

    private Response add(Caller caller, Request request) {
        var point = FavouriteBody.point(request);
        var changed = favourites.add(caller, request.parameter("fileName"), time(request, "updatetime"), point);
        return Response.json(FavouriteView.of(changed));
    }

    private Response delete(Caller caller, Request request) {
        var point = FavouriteBody.point(request);
        var changed =
                favourites.delete(caller, request.parameter("fileName"), request.requiredNumber("updatetime"), point);
        return Response.json(FavouriteView.of(changed));
    }

    private Response update(Caller caller, Request request) {
        var update = new PointUpdate(
                request.parameter("wptName"),
                Math.clamp(request.requiredNumber("ind"), -1, Integer.MAX_VALUE),
                request.parameter("oldGroupName"),
                request.parameter("newGroupName"),
                time(request, "oldGroupUpdatetime"),
                time(request, "newGroupUpdatetime"),
                FavouriteBody.point(request));
        return Response.json(FavouriteView.Updated.of(favourites.update(caller, update)));
    }

    private Response updateAll(Caller caller, Request request) {
        var changed = favourites.updateAll(
                caller,
                request.parameter("fileName"),
                request.requiredNumber("updatetime"),
                FavouriteBody.points(request),
                request.flag("updateTimestamp"));
        return Response.json(FavouriteView.Updated.of(new ChangeFavourites.Updated(changed, Optional.empty())));
    }

    private Response addGroup(Caller caller, Request request) {
        var fileName = FavouriteFileName.ofEncodedGroup(request.parameter("groupName"));
        return Response.json(FavouriteView.ofNew(groups.add(caller, fileName, FavouriteBody.group(request))));
    }

    private Response updateGroup(Caller caller, Request request) {
        var changed = groups.update(
                caller,
                request.parameter("fileName"),
                request.requiredNumber("updatetime"),
                FavouriteBody.group(request),
                time(request, "clienttime"));
        return Response.json(FavouriteView.of(changed));
    }

    private Response rename(Caller caller, Request request) {
        groups.rename(
                caller,
                request.parameter("fullOldName"),
                request.parameter("fullNewName"),
                request.parameter("oldName"),
                request.parameter("newName"),
                time(request, "oldUpdatetime"));
        return Response.ok();
    }

    private static OptionalLong time(Request request, String name) {
        return request.number(name).map(OptionalLong::of).orElse(OptionalLong.empty());
    }
}

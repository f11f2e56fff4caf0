package net.osmand.account.functions.files;

import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.files.EmptyTrash;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/** GET /v1/trash/empty/{id}: returns the progress of an emptying. */
public final class TrashEmptyingFunction extends HttpFunction {
    private final Authenticator authenticator;
    private final EmptyTrash emptyTrash;

    public TrashEmptyingFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public TrashEmptyingFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        emptyTrash = application.files().emptyTrash();
    }

    @Override
    protected Response handle(Request request) {
        var account = authenticator.authenticate(request).account().id();
        var id = request.pathStep(4);
        var job = emptyTrash.find(account, id).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
        return Response.json(View.of(job));
    }

    record View(String state, long done, long total) {
        static View of(EmptyTrash.Job job) {
            var state = job.wasStopped() ? "cancelled" : job.finished() ? "done" : "running";
            return new View(state, job.done(), job.total());
        }
    }
}

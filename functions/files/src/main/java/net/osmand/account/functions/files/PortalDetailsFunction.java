package net.osmand.account.functions.files;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.details.ReadDetails;
import net.osmand.account.core.details.ReadDetails.Detailed;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.lambda.AppDate;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Json;
import net.osmand.account.lambda.MalformedRequestException;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.RequestLimits;
import net.osmand.account.lambda.Response;

/**
 * POST /mapapi/refresh-list-files and GET /mapapi/get-gpx-info: return details of tracks, which are computed once for
 * each version.
 */
public final class PortalDetailsFunction extends HttpFunction {
    private final Authenticator authenticator;
    private final ReadDetails readDetails;

    public PortalDetailsFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PortalDetailsFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        readDetails = application.portalFiles().readDetails();
    }

    @Override
    protected Response handle(Request request) {
        var caller = authenticator.authenticate(request);
        if (request.method().equals("GET")) {
            var key = FileKey.parse(request.parameter("type"), request.parameter("name"));
            var found = readDetails.forFiles(caller, List.of(key)).get(key);
            return Response.json(Map.of(
                    "info", analysis(found == null ? "{}" : found.details().json())));
        }
        var rows = new ArrayList<Row>();
        readDetails
                .forFiles(caller, keys(request))
                .values()
                .forEach(detailed -> rows.add(Row.of(caller.account().id(), detailed)));
        return Response.json(rows);
    }

    private static JsonNode analysis(String details) {
        var analysis = Json.read(details.getBytes(StandardCharsets.UTF_8), JsonNode.class)
                .path("analysis");
        return analysis.isObject() ? analysis : JsonNodeFactory.instance.objectNode();
    }

    /** Reads the rows that the client has. Only name and type are used. */
    private static List<FileKey> keys(Request request) {
        var rows = request.json(JsonNode.class, RequestLimits.REFRESHED_ROWS);
        if (!rows.isArray()) {
            throw new MalformedRequestException();
        }
        var keys = new ArrayList<FileKey>();
        for (var row : rows) {
            if (!row.path("name").isTextual() || !row.path("type").isTextual()) {
                throw new MalformedRequestException();
            }
            RequestedFile.key(row.path("type").asText(), row.path("name").asText())
                    .ifPresent(keys::add);
        }
        return keys;
    }

    /** A row of list-files. The client matches it with its own row by the id. */
    record Row(
            int userid,
            long id,
            int deviceid,
            long filesize,
            String type,
            String name,
            String updatetime,
            long updatetimems,
            long clienttimems,
            long zipSize,
            @JsonRawValue String details) {
        static Row of(AccountId account, Detailed detailed) {
            var version = detailed.version();
            return new Row(
                    account.value(),
                    version.updateTime(),
                    version.device().value(),
                    Math.min(version.size(), Integer.MAX_VALUE),
                    version.key().type(),
                    version.key().listedName(),
                    AppDate.of(version.updateTime()),
                    version.updateTime(),
                    version.clientTime(),
                    version.gzipSize(),
                    detailed.details().json());
        }
    }
}

package net.osmand.account.functions.exports;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.exports.Estimate;
import net.osmand.account.core.exports.Estimate.KeyTally;
import net.osmand.account.core.exports.Estimate.Tally;
import net.osmand.account.core.exports.EstimateExport;
import net.osmand.account.core.exports.LeftOut;
import net.osmand.account.core.exports.Selection;
import net.osmand.account.core.values.FileCategory.Category;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;

/**
 * GET /v1/exports/estimate: returns the contents of "download everything", the exact size and the estimated duration.
 */
public final class EstimateExportFunction extends HttpFunction {
    private final Authenticator authenticator;
    private final EstimateExport estimateExport;

    public EstimateExportFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public EstimateExportFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        estimateExport = application.exports().estimateExport();
    }

    @Override
    protected Response handle(Request request) {
        var caller = authenticator.authenticate(request);
        var keys = request.optional("keys")
                .map(names -> Stream.of(names.split(",", -1)).map(String::strip).filter(name -> !name.isEmpty()));
        var selection = ExportSelection.of(request, keys);
        return Response.json(View.of(selection, estimateExport.estimate(caller, selection)))
                .with("Cache-Control", "no-store");
    }

    record View(
            String format,
            long files,
            long bytes,
            @JsonProperty("archive_bytes") long archiveBytes,
            @JsonProperty("overhead_bytes") long overheadBytes,
            long seconds,
            List<CategoryView> categories,
            @JsonProperty("left_out") LeftOutView leftOut) {
        static View of(Selection selection, Estimate estimate) {
            var byCategory = estimate.keys().stream()
                    .collect(Collectors.groupingBy(tally -> tally.key().category()));
            var categories = Stream.of(Category.values())
                    .filter(byCategory::containsKey)
                    .map(category -> CategoryView.of(category, byCategory.getOrDefault(category, List.of())))
                    .toList();
            var total = estimate.total();
            return new View(
                    selection.format().extension(),
                    total.files(),
                    total.bytes(),
                    estimate.archiveBytes(),
                    estimate.archiveBytes() - total.archiveBytes(),
                    estimate.duration().toSeconds(),
                    categories,
                    LeftOutView.of(estimate.leftOut()));
        }
    }

    record CategoryView(
            String category,
            long files,
            long bytes,
            @JsonProperty("archive_bytes") long archiveBytes,
            List<KeyView> keys) {
        static CategoryView of(Category category, List<KeyTally> keys) {
            var sum = Tally.of(keys);
            return new CategoryView(
                    category.name().toLowerCase(Locale.ROOT),
                    sum.files(),
                    sum.bytes(),
                    sum.archiveBytes(),
                    keys.stream().map(KeyView::of).toList());
        }
    }

    record KeyView(
            String key,
            long files,
            long bytes,
            @JsonProperty("archive_bytes") long archiveBytes) {
        static KeyView of(KeyTally key) {
            var tally = key.tally();
            return new KeyView(key.key().name(), tally.files(), tally.bytes(), tally.archiveBytes());
        }
    }

    record LeftOutView(
            @JsonProperty("public_maps") int publicMaps,
            int folders,
            @JsonProperty("merged_details") int mergedDetails,
            @JsonProperty("loose_details") int looseDetails) {
        static LeftOutView of(LeftOut leftOut) {
            return new LeftOutView(
                    leftOut.publicMaps(), leftOut.folders(), leftOut.mergedDetails(), leftOut.looseDetails());
        }
    }
}

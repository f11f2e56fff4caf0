package net.osmand.account.functions.purchases;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.stream.Stream;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.account.Plan;
import net.osmand.account.core.account.PlanLimits;
import net.osmand.account.core.purchases.Tier;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;
import org.jspecify.annotations.Nullable;

/**
 * GET /v1/plans: returns the limits of each plan and the address of the shop. It needs no authentication, since the
 * response depends only on the stack's parameters.
 */
public final class PlansFunction extends HttpFunction {
    private final View view;

    public PlansFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PlansFunction(LambdaEnvironment environment) {
        var settings = new Application(environment).settings();
        view = View.of(settings.planLimits(), settings.trashWindow().toDays(), settings.shopUrl());
    }

    @Override
    protected Response handle(Request request) {
        return Response.json(view).with("Cache-Control", "public, max-age=300");
    }

    /** @param trashDays days for which a deleted file can be restored */
    record View(List<PlanView> plans, long trashDays, String shopUrl) {
        static View of(PlanLimits limits, long trashDays, String shopUrl) {
            var plans = Stream.of(Tier.values()).map(tier -> PlanView.of(tier, limits));
            return new View(plans.toList(), trashDays, shopUrl);
        }
    }

    /** Limits of a plan, bytes of gzip; null if unlimited. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record PlanView(
            String code,
            String name,
            long quotaBytes,
            @Nullable Long maxFileBytes,
            @Nullable Long maxFiles) {
        static PlanView of(Tier tier, PlanLimits limits) {
            var plan = tier == Tier.PRO ? Plan.PRO : Plan.START;
            var file = limits.fileBytes(plan);
            var files = limits.files(plan);
            return new PlanView(
                    tier.name(),
                    tier.shownName(),
                    limits.accountBytes(plan),
                    file.isPresent() ? file.getAsLong() : null,
                    files.isPresent() ? files.getAsLong() : null);
        }
    }
}

package net.osmand.account.functions.purchases;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Clock;
import java.util.List;
import net.osmand.account.application.Application;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.account.Plan;
import net.osmand.account.core.account.PlanLimits;
import net.osmand.account.core.purchases.ListPurchases;
import net.osmand.account.core.purchases.PurchaseId;
import net.osmand.account.core.purchases.Tier;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.lambda.Authenticator;
import net.osmand.account.lambda.HttpFunction;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.Response;
import org.jspecify.annotations.Nullable;

/** GET /v1/purchases: returns the plan, its limits, and all purchases of the account. */
public final class PurchasesFunction extends HttpFunction {
    private final Authenticator authenticator;
    private final ListPurchases listPurchases;
    private final PlanLimits limits;
    private final Clock clock;

    public PurchasesFunction() {
        this(LambdaEnvironment.ofProcess());
    }

    public PurchasesFunction(LambdaEnvironment environment) {
        var application = new Application(environment);
        authenticator = application.sessionAuthenticator();
        listPurchases = application.purchases().list();
        limits = application.settings().planLimits();
        clock = application.clock();
    }

    PurchasesFunction(Authenticator authenticator, ListPurchases listPurchases, Clock clock) {
        this.authenticator = authenticator;
        this.listPurchases = listPurchases;
        this.clock = clock;
        limits = PlanLimits.STANDARD;
    }

    @Override
    protected Response handle(Request request) {
        var account = authenticator.authenticate(request).account();
        var now = clock.millis();
        return Response.json(View.of(listPurchases.of(account, now), limits, now))
                .with("Cache-Control", "no-store");
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record View(PlanView plan, Cloud cloud, boolean empty, String learnMoreUrl, List<PurchaseView> items) {
        static View of(ListPurchases.AccountPlan accountPlan, PlanLimits limits, long now) {
            var tier = accountPlan.tier();
            return new View(
                    new PlanView(
                            tier.name(),
                            tier.shownName(),
                            tier.iconKey(),
                            accountPlan.until().orElse(null),
                            accountPlan.purchase().map(PurchaseId::value).orElse(null)),
                    Cloud.of(tier == Tier.PRO ? Plan.PRO : Plan.START, limits),
                    accountPlan.listed().isEmpty(),
                    "/map/pricing/",
                    accountPlan.listed().stream()
                            .map(s -> PurchaseView.of(s, now))
                            .toList());
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record PlanView(
            String code,
            String name,
            String iconKey,
            @Nullable Long until,
            @Nullable String purchaseId) {}

    /** Limits of the plan; null if unlimited. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Cloud(
            String tier,
            long quotaBytes,
            @Nullable Long maxFileBytes,
            @Nullable Long maxFiles,
            @Nullable List<String> fileTypes) {
        static Cloud of(Plan plan, PlanLimits limits) {
            var bytes = limits.fileBytes(plan);
            var files = limits.files(plan);
            return new Cloud(
                    plan.name(),
                    limits.accountBytes(plan),
                    bytes.isPresent() ? bytes.getAsLong() : null,
                    files.isPresent() ? files.getAsLong() : null,
                    plan == Plan.PRO
                            ? null
                            : FileKey.FREE_TYPES.stream().sorted().toList());
        }
    }
}

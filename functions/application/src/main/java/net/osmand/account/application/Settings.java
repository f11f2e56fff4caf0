package net.osmand.account.application;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import net.osmand.account.core.account.Plan;
import net.osmand.account.core.account.PlanLimits;
import net.osmand.account.core.codes.Limits;
import net.osmand.account.core.signin.SignUpPolicy;

/**
 * The settings of one function: its environment variables, which template.yaml sets. Values are parsed once, when the
 * function starts. All malformed values are reported in one message. A function has only the variables that it needs,
 * so a missing one is reported when a use case is built from it, which also happens at the start.
 */
public final class Settings {
    private final Map<String, String> environment;
    private final List<String> malformed = new ArrayList<>();
    private final Optional<Plan> defaultPlan;
    private final Optional<PlanLimits> planLimits;
    private final Optional<Duration> trashWindow;
    private final Optional<Limits> limits;
    private final Optional<SignUpPolicy> signUpPolicy;

    /** @throws IllegalStateException if values are malformed; the message lists all of them */
    Settings(Map<String, String> environment) {
        this.environment = environment;
        defaultPlan = parsed("DEFAULT_PLAN", Plan::valueOf);
        planLimits = parsed("PLAN_LIMITS", PlanLimits::parse);
        trashWindow = parsed("TRASH_DAYS", Long::parseLong).map(Duration::ofDays);
        signUpPolicy = parsed("SIGN_UPS", SignUpPolicy::of);
        limits = parsed("LIMITS", Limits::parse);
        if (!malformed.isEmpty()) {
            throw new IllegalStateException("malformed environment variables: " + String.join(", ", malformed));
        }
    }

    Plan defaultPlan() {
        return defaultPlan.orElse(Plan.START);
    }

    /** Returns the limits of each plan. */
    public PlanLimits planLimits() {
        return planLimits.orElse(PlanLimits.STANDARD);
    }

    /** Returns how long a deleted file can be restored. */
    public Duration trashWindow() {
        return trashWindow.orElseThrow(() -> missing("TRASH_DAYS"));
    }

    /** Returns the limits for code requests and for tries of codes and passwords. */
    public Limits limits() {
        return limits.orElseThrow(() -> missing("LIMITS"));
    }

    /** Returns whether browsers reach the stack over https. It is false only on a developer's machine. */
    boolean isHttps() {
        return optional("SERVED_OVER").filter("http"::equals).isEmpty();
    }

    SignUpPolicy signUpPolicy() {
        return signUpPolicy.orElseThrow(() -> missing("SIGN_UPS"));
    }

    /** Returns whether purchases in the shop's test mode count. */
    boolean acceptTestPurchases() {
        return optional("ACCEPT_TEST_PURCHASES").filter("true"::equals).isPresent();
    }

    /** Returns whether web lists contain details of tracks. */
    public boolean showsDetails() {
        return optional("WEB_DETAILS").filter("true"::equals).isPresent();
    }

    /** Returns the address of the page that sells plans. */
    public String shopUrl() {
        return text("SHOP_URL");
    }

    /** Returns the portal's address, such as {@code https://account.example.org}; empty if there is no portal. */
    String portalOrigin() {
        return optional("PORTAL_ORIGIN").orElse("");
    }

    /** Returns a required variable. */
    public String text(String name) {
        return optional(name).orElseThrow(() -> missing(name));
    }

    Optional<String> optional(String name) {
        return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
    }

    private <T> Optional<T> parsed(String name, Function<String, T> parse) {
        try {
            return optional(name).map(parse);
        } catch (IllegalArgumentException _) {
            malformed.add(name);
            return Optional.empty();
        }
    }

    private static IllegalStateException missing(String name) {
        return new IllegalStateException("environment variable " + name + " is missing");
    }
}

package net.osmand.account.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import net.osmand.account.aws.Adapters;
import net.osmand.account.aws.AwsCalls;
import net.osmand.account.aws.Platform;
import net.osmand.account.identity.EmailAddress;
import net.osmand.account.local.LocalStack;
import net.osmand.account.plan.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command against the tables of a local stack. */
class OsmandAccountTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

    private record Ran(int code, String out) {}

    @Test
    void aGiftMakesAnAccountProUntilItIsTakenBack(@TempDir Path data) {
        var template = Path.of("").toAbsolutePath();
        while (!Files.exists(template.resolve("template.yaml"))) {
            template = java.util.Objects.requireNonNull(template.getParent());
        }
        try (var stack = LocalStack.start(data, 0, template.resolve("template.yaml"))) {
            var platform = platform(stack.endpoints());
            var accounts = new Adapters(platform).accounts();
            var ann = EmailAddress.parse("ann@example.org").orElseThrow();
            var account = accounts.create(ann, "subject", NOW.millis());

            assertThat(run(platform, "find", "nobody@example.org").code).isEqualTo(1);
            assertThat(run(platform, "find", "Ann@Example.org").out)
                    .contains("account " + account.value())
                    .contains("plan START");

            var given = run(platform, "give", "--to", "ann@example.org", "--until", "2027-01-01");
            assertThat(given.code).isZero();
            assertThat(given.out).contains("osmand:").contains("code promo_");
            assertThat(accounts.account(account).orElseThrow().plan()).isEqualTo(Plan.PRO);
            assertThat(accounts.account(account).orElseThrow().orderId().orElseThrow())
                    .startsWith("promo_");
            assertThat(run(platform, "purchases", "ann@example.org").out)
                    .contains("OsmAnd Promo  active  until 2027-01-01T00:00:00Z");

            assertThat(run(platform, "revoke", "osmand:none").code).isEqualTo(1);
            assertThat(run(platform, "revoke", given.out.substring(0, given.out.indexOf(','))).code)
                    .isZero();
            assertThat(accounts.account(account).orElseThrow().plan()).isEqualTo(Plan.LAPSED_PRO);
            assertThat(run(platform, "give").code).isEqualTo(2);
        }
    }

    private static Platform platform(Map<String, String> endpoints) {
        var environment = new HashMap<>(endpoints);
        environment.put("AWS_REGION", "us-east-1");
        environment.put("ACCOUNTS_TABLE", "AccountsTable");
        environment.put("FILES_TABLE", "FilesTable");
        environment.put("PURCHASES_TABLE", "PurchasesTable");
        return new Platform(environment, NOW, new SecureRandom(), AwsCalls.UNWATCHED);
    }

    private static Ran run(Platform platform, String... arguments) {
        var out = new StringWriter();
        var code = OsmandAccount.commandLine(platform)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(arguments);
        return new Ran(code, out.toString());
    }
}

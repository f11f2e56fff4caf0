package net.osmand.account.aws.cognito;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.osmand.account.aws.OneAnswer;
import net.osmand.account.core.values.EmailAddress;
import org.junit.jupiter.api.Test;

class CognitoCodeProviderTest {
    /**
     * The daily job finishes such changes. A change that can never be finished would block the job for all accounts.
     */
    @Test
    void anAddressChangesThoughTheUserIsGone() throws IOException {
        var headers = Map.of("Content-Type", "application/x-amz-json-1.1");
        var body = "{\"__type\":\"UserNotFoundException\",\"message\":\"User does not exist.\"}";
        try (var cognito = new OneAnswer(400, headers, body.getBytes(StandardCharsets.UTF_8))) {
            var issuer = new CognitoCodeProvider(cognito.clients().cognito(), "pool", "client");
            assertThatCode(() -> issuer.changeEmail("gone", new EmailAddress("ann@example.org")))
                    .doesNotThrowAnyException();
        }
    }
}

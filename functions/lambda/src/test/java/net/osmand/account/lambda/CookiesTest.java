package net.osmand.account.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import net.osmand.account.core.values.AccessToken;
import net.osmand.account.core.values.AccountId;
import org.junit.jupiter.api.Test;

class CookiesTest {
    private final SecureRandom random = new SecureRandom();
    private final AccessToken secret = AccessToken.createForSession(new AccountId(7), random);

    @Test
    void aSessionCookieIsForTheServerOfThisHostAlone() {
        assertThat(new Cookies(true, random).setSession(secret))
                .isEqualTo("__Host-session=" + secret.reveal()
                        + "; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure");
    }

    @Test
    void aLocalStackHasNoHttps() {
        assertThat(new Cookies(false, random).setSession(secret))
                .isEqualTo("session=" + secret.reveal() + "; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax");
    }

    @Test
    void aForgottenSessionEndsAtOnce() {
        assertThat(new Cookies(true, random).forgetSession())
                .startsWith("__Host-session=; Path=/; Max-Age=0; HttpOnly");
    }
}

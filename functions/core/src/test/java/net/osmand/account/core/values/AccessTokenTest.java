package net.osmand.account.core.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class AccessTokenTest {
    private final AccessToken token = AccessToken.create(new AccountId(Integer.MAX_VALUE), new SecureRandom());

    @Test
    void aTokenKnowsItsAccountAndMatchesItsOwnHashAlone() {
        var again = AccessToken.parse(token.reveal()).orElseThrow();
        assertThat(again.account()).isEqualTo(new AccountId(Integer.MAX_VALUE));
        assertThat(again.matches(token.hash())).isTrue();
        assertThat(AccessToken.create(token.account(), new SecureRandom()).matches(token.hash()))
                .isFalse();
    }

    @Test
    void aTokenNeverShowsItselfInAText() {
        assertThat("" + token).doesNotContain(token.reveal());
    }

    @Test
    void textsOfAnotherShapeAreNoTokens() {
        assertThat(AccessToken.parse("")).isEmpty();
        assertThat(AccessToken.parse("ffffffff-0000-0000-0000-000000000000")).isEmpty();
        assertThat(AccessToken.parse("00000000-0000-0000-0000-000000000000")).isEmpty();
    }

    @Test
    void ofASessionHas128RandomBits() {
        var account = new AccountId(4711);
        var secret = AccessToken.createForSession(account, new SecureRandom());

        assertThat(secret.reveal()).matches("00001267-[0-9a-f]{32}");
        assertThat(AccessToken.parse(secret.reveal()).orElseThrow().account()).isEqualTo(account);
    }
}

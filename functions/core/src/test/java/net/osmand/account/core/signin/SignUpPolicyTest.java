package net.osmand.account.core.signin;

import static org.assertj.core.api.Assertions.assertThat;

import net.osmand.account.core.values.EmailAddress;
import org.junit.jupiter.api.Test;

class SignUpPolicyTest {
    @Test
    void openMeansEverybody() {
        assertThat(SignUpPolicy.of("open").isInvited(new EmailAddress("ann@example.org")))
                .isTrue();
    }

    @Test
    void aListMeansItsAddressesAndDomainsAlone() {
        var signUps = SignUpPolicy.of("Ann@example.org, family.example");
        assertThat(signUps.isInvited(new EmailAddress("ann@example.org"))).isTrue();
        assertThat(signUps.isInvited(new EmailAddress("bob@family.example"))).isTrue();
        assertThat(signUps.isInvited(new EmailAddress("bob@example.org"))).isFalse();
        assertThat(signUps.isInvited(new EmailAddress("bob@notfamily.example"))).isFalse();
    }
}

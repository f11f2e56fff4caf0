package net.osmand.account.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignUpsTest {
    @Test
    void openMeansEverybody() {
        assertThat(SignUps.of("open").isInvited(new EmailAddress("ann@example.org")))
                .isTrue();
    }

    @Test
    void aListMeansItsAddressesAndDomainsAlone() {
        var signUps = SignUps.of("Ann@example.org, family.example");
        assertThat(signUps.isInvited(new EmailAddress("ann@example.org"))).isTrue();
        assertThat(signUps.isInvited(new EmailAddress("bob@family.example"))).isTrue();
        assertThat(signUps.isInvited(new EmailAddress("bob@example.org"))).isFalse();
        assertThat(signUps.isInvited(new EmailAddress("bob@notfamily.example"))).isFalse();
    }
}

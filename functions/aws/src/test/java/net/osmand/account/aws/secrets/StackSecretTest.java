package net.osmand.account.aws.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StackSecretTest {
    private final List<String> reads = new ArrayList<>();

    private String read() {
        reads.add("read");
        return "of the stack";
    }

    @Test
    void readsTheSecretOnceForAllKeysAndOnlyWhenOneIsUsed() {
        var secret = new StackSecret(this::read);
        var codes = secret.key("codes");
        var owners = secret.key("deleted owners");
        assertThat(reads).isEmpty();

        assertThat(codes.get()).isNotEqualTo(owners.get()).isEqualTo(codes.get());
        assertThat(reads).hasSize(1);
    }

    /**
     * Expects the output of {@code printf codes | openssl dgst -sha256 -hmac 'of the stack'}. Stored hashes depend on
     * it.
     */
    @Test
    void derivesAKeyByHmacWithTheLabel() {
        assertThat(new StackSecret(this::read).key("codes").get())
                .isEqualTo("1a07238ce821c21b0d691319371a6a905be63b769bc733ba1ae7aabc198871fe");
    }

    @Test
    void readsAgainAfterAFailure() {
        var failing = new ArrayList<>(List.of(true, false));
        var secret = new StackSecret(() -> {
            if (failing.removeFirst()) {
                throw new IllegalStateException("Secrets Manager is down");
            }
            return "of the stack";
        });
        var key = secret.key("codes");
        assertThatThrownBy(key::get).isInstanceOf(IllegalStateException.class);
        assertThat(key.get()).isEqualTo(new StackSecret(this::read).key("codes").get());
    }
}

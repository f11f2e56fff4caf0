package net.osmand.account.core.codes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.osmand.account.core.testing.TestClock;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.CodePurpose;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.KeyedHash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckCodeTest {
    private static final EmailAddress ANN = new EmailAddress("ann@example.org");
    private static final AccountId ACCOUNT = new AccountId(7);
    private static final Set<CodePurpose> ALL = EnumSet.allOf(CodePurpose.class);
    private static final String CODE = "123456";
    private static final Source IP = Source.of("192.0.2.1");
    private static final Source STRANGER = Source.of("192.0.2.66");

    private final TestClock clock = new TestClock();
    private final InMemoryPendingCodes codes = new InMemoryPendingCodes();
    private final CodeHash hash = new CodeHash(new KeyedHash(() -> "secret"));
    private final CheckCode check = new CheckCode(codes, hash, Limits.DEFAULTS, clock);

    @Test
    void provesACodeForFifteenMinutes() {
        mailed(CodePurpose.SIGN_UP);
        assertThat(prove(CODE)).isPresent();
        clock.advance(Duration.ofMinutes(14));
        assertThat(prove(CODE)).isPresent();
        clock.advance(Duration.ofMinutes(1));
        assertThat(prove(CODE)).isEmpty();
        clock.advance(Duration.ofHours(20));
        assertThat(prove(CODE)).isEmpty();
    }

    @Test
    void neverExtendsAProof() {
        mailed(CodePurpose.SIGN_UP);
        var first = prove(CODE).orElseThrow().provenUntil();
        clock.advance(Duration.ofMinutes(10));
        assertThat(prove(CODE).orElseThrow().provenUntil()).isEqualTo(first);
    }

    @ParameterizedTest
    @EnumSource
    void expiresWithItsPurpose(CodePurpose purpose) {
        mailed(purpose);
        clock.advance(purpose.validity().minusMillis(1));
        assertThat(check.prove(ANN, Set.of(purpose), wrong(IP))).isEmpty();
        assertThat(check.spendUnproven(ANN, Set.of(purpose), answer(CODE))).isTrue();
        mailed(purpose);
        clock.advance(purpose.validity());
        assertThat(check.spendUnproven(ANN, Set.of(purpose), answer(CODE))).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void servesNoOtherPurpose(CodePurpose purpose) {
        mailed(purpose);
        var others = EnumSet.complementOf(EnumSet.of(purpose));
        assertThat(check.prove(ANN, others, answer(CODE))).isEmpty();
        assertThat(check.spendUnproven(ANN, others, answer(CODE))).isFalse();
        for (var other : others) {
            assertThat(check.spend(ANN, other, ACCOUNT, answer(CODE))).isFalse();
        }
        assertThat(check.spend(ANN, purpose, ACCOUNT, answer(CODE))).isTrue();
    }

    @Test
    void isDeadForAnIpAddressAfterFourWrongTries() {
        mailed(CodePurpose.RESET);
        for (var tries = 0; tries < 3; tries++) {
            assertThat(check.prove(ANN, ALL, wrong(IP))).isEmpty();
        }
        assertThat(prove(CODE)).isPresent();
        mailed(CodePurpose.RESET);
        for (var tries = 0; tries < 4; tries++) {
            assertThat(check.prove(ANN, ALL, wrong(IP))).isEmpty();
        }
        assertThat(prove(CODE)).isEmpty();
        assertThat(check.spendUnproven(ANN, ALL, answer(CODE))).isFalse();
    }

    @Test
    void survivesWrongTriesOfAStranger() {
        mailed(CodePurpose.DELETE);
        for (var tries = 0; tries < 12; tries++) {
            check.prove(ANN, ALL, wrong(STRANGER));
        }
        assertThat(check.prove(ANN, ALL, new CheckCode.EnteredCode(CODE, STRANGER)))
                .isEmpty();
        assertThat(prove(CODE)).isPresent();
    }

    @Test
    void isDeadForEverybodyAfterThirtyWrongTries() {
        mailed(CodePurpose.DELETE);
        for (var stranger = 0; stranger < 30; stranger++) {
            assertThat(codes.find(ANN, CodePurpose.DELETE).orElseThrow().wrongTries())
                    .isEqualTo(stranger);
            check.prove(ANN, ALL, wrong(Source.of("198.51.100." + stranger)));
        }
        assertThat(prove(CODE)).isEmpty();
    }

    @Test
    void countsWrongTriesOfTheNewestCodeOnly() {
        mailed(CodePurpose.SIGN_UP);
        clock.advance(Duration.ofSeconds(1));
        mailed(CodePurpose.RESET);
        check.prove(ANN, ALL, wrong(IP));
        assertThat(codes.find(ANN, CodePurpose.RESET).orElseThrow().wrongTries())
                .isOne();
        assertThat(codes.find(ANN, CodePurpose.SIGN_UP).orElseThrow().wrongTries())
                .isZero();
    }

    @Test
    void takesACodeOnce() {
        mailed(CodePurpose.SIGN_IN);
        assertThat(check.spendUnproven(ANN, ALL, answer(CODE))).isTrue();
        assertThat(check.spendUnproven(ANN, ALL, answer(CODE))).isFalse();
        assertThat(prove(CODE)).isEmpty();
    }

    @Test
    void takesNoProvenCode() {
        mailed(CodePurpose.SIGN_UP);
        assertThat(prove(CODE)).isPresent();
        assertThat(check.spendUnproven(ANN, ALL, answer(CODE))).isFalse();
    }

    @Test
    void spendsAProvenCodeOnce() {
        mailed(CodePurpose.RESET);
        var proven = prove(CODE).orElseThrow();
        assertThat(check.spend(proven, answer(CODE))).isTrue();
        assertThat(check.spend(proven, answer(CODE))).isFalse();
        assertThat(prove(CODE)).isEmpty();
    }

    @Test
    void spendsOnlyCodesOfTheAccount() {
        mailed(CodePurpose.CHANGE);
        assertThat(check.spend(ANN, CodePurpose.CHANGE, new AccountId(8), answer(CODE)))
                .isFalse();
        assertThat(check.spend(ANN, CodePurpose.CHANGE, ACCOUNT, answer(CODE))).isTrue();
    }

    @Test
    void killsACodeIfANewOneIsRequested() {
        mailed(CodePurpose.SIGN_IN);
        clock.advance(Duration.ofSeconds(1));
        codes.putRequest(new PendingCodes.CodeRequest(
                ANN, CodePurpose.SIGN_IN, Optional.of(ACCOUNT), "en", false, clock.millis(), clock.millis() + 1000));
        assertThat(check.spendUnproven(ANN, ALL, answer(CODE))).isFalse();
    }

    @Test
    void readsACodeDifferentlyForEachPurpose() {
        // Android sends some codes as numbers without leading zeros. The handler pads them by purpose.
        codes.putRequest(new PendingCodes.CodeRequest(
                ANN, CodePurpose.DELETE, Optional.of(ACCOUNT), "en", false, clock.millis(), clock.millis() + 1000));
        codes.addHash(
                codes.find(ANN, CodePurpose.DELETE).orElseThrow(), hash.of(ANN, "00000012"), clock.millis() + 1000);
        var padded = new CheckCode.EnteredCode(purpose -> ("%0" + purpose.kind().digits() + "d").formatted(12), IP);
        assertThat(check.prove(ANN, ALL, padded)).isPresent();
    }

    @Test
    void letsOneOfTwentyParallelCallsTakeACode() throws Exception {
        mailed(CodePurpose.SIGN_IN);
        try (var pool = Executors.newFixedThreadPool(20)) {
            var calls = new ArrayList<Future<Boolean>>();
            for (var i = 0; i < 20; i++) {
                calls.add(pool.submit(() -> check.spendUnproven(ANN, ALL, answer(CODE))));
            }
            var taken = 0;
            for (var call : calls) {
                taken += call.get() ? 1 : 0;
            }
            assertThat(taken).isOne();
        }
    }

    @Test
    void isDeadAfterTwentyParallelWrongTries() throws Exception {
        mailed(CodePurpose.SIGN_IN);
        try (var pool = Executors.newFixedThreadPool(20)) {
            var calls = new ArrayList<Future<Boolean>>();
            for (var i = 0; i < 20; i++) {
                calls.add(pool.submit(() -> check.spendUnproven(ANN, ALL, wrong(IP))));
            }
            for (var call : calls) {
                assertThat(call.get()).isFalse();
            }
        }
        assertThat(check.spendUnproven(ANN, ALL, answer(CODE))).isFalse();
    }

    /**
     * docs/protocol/codes.md#codes-that-users-type: the response is that of a wrong code, and the code stays usable.
     */
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "abcdef", "12345", "1234567", "12345678901234567890", "123 456 7"})
    void countsNoTryOfATextThatIsNoCode(String typed) {
        mailed(CodePurpose.RESET);
        for (var tries = 0; tries < 5; tries++) {
            assertThat(prove(typed)).isEmpty();
        }
        assertThat(codes.find(ANN, CodePurpose.RESET).orElseThrow().wrongTries())
                .isZero();
        assertThat(prove(CODE)).isPresent();
    }

    /** A guess of six digits must count even if a newer code has eight. */
    @Test
    void countsTheTryOfAnOlderCodeThatHasItsForm() {
        mailed(CodePurpose.RESET);
        clock.advance(Duration.ofSeconds(1));
        mailed(CodePurpose.DELETE);
        prove("000000");
        assertThat(codes.find(ANN, CodePurpose.DELETE).orElseThrow().wrongTries())
                .isZero();
        assertThat(codes.find(ANN, CodePurpose.RESET).orElseThrow().wrongTries())
                .isOne();
    }

    private static CheckCode.EnteredCode wrong(Source source) {
        return new CheckCode.EnteredCode(purpose -> "0".repeat(purpose.kind().digits()), source);
    }

    private void mailed(CodePurpose purpose) {
        var expiresAt = clock.millis() + purpose.validity().toMillis();
        codes.putRequest(new PendingCodes.CodeRequest(
                ANN, purpose, Optional.of(ACCOUNT), "en", false, clock.millis(), expiresAt));
        codes.addHash(codes.find(ANN, purpose).orElseThrow(), hash.of(ANN, CODE), expiresAt);
    }

    private Optional<PendingCode> prove(String typed) {
        return check.prove(ANN, ALL, answer(typed));
    }

    private static CheckCode.EnteredCode answer(String typed) {
        return new CheckCode.EnteredCode(typed, IP);
    }
}

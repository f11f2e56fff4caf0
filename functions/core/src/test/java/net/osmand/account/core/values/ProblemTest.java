package net.osmand.account.core.values;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTest {
    @ParameterizedTest
    @CsvSource({
        "EMAIL_INVALID, 101, 400",
        "NO_SUBSCRIPTION, 102, 400",
        "NO_ACCOUNT, 103, 400",
        "CODE_REJECTED, 104, 400",
        "DEVICE_REJECTED, 105, 400",
        "FILE_NOT_AVAILABLE, 106, 400",
        "NOT_GZIP, 107, 400",
        "STORAGE_EXCEEDED, 108, 400",
        "PURCHASE_IN_USE, 109, 400",
        "SUBSCRIPTION_EXPIRED, 110, 400",
        "ALREADY_REGISTERED, 111, 400",
        "PASSWORD_TOO_SIMPLE, 112, 400",
        "TOO_MANY_REQUESTS, 6, 429",
        "UNAVAILABLE, 6, 500",
        "BUSY, 6, 503",
        "NOT_SIGNED_IN, 401, 401",
        "FOREIGN_ORIGIN, 403, 403",
        "NOT_FOUND, 404, 404",
        "EXPORT_UNDER_WAY, 409, 409",
        "UPLOAD_INCOMPLETE, 409, 409",
        "UPLOAD_ENDED, 409, 409"
    })
    void keepsTheCodesAndStatusesOfTheProtocol(Problem problem, int code, int status) {
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @EnumSource
    void hasAMessageForPeople(Problem problem) {
        assertThat(problem.message()).isNotBlank();
        assertThat(new ProblemException(problem).text()).isEqualTo(problem.message());
        assertThat(new ProblemException(problem).retryAfterSeconds()).isZero();
    }

    @Test
    void namesTheWaitingTime() {
        assertThat(ProblemException.tooMany(0).retryAfterSeconds()).isOne();
        assertThat(ProblemException.tooMany(119).text()).contains("119 seconds");
        assertThat(ProblemException.tooMany(120).text()).contains("2 minutes");
        assertThat(ProblemException.tooMany(121).text()).contains("3 minutes");
        assertThat(ProblemException.tooMany(600).retryAfterSeconds()).isEqualTo(600);
    }

    @ParameterizedTest
    @CsvSource({
        "UNKNOWN_EMAIL, error_email",
        "WRONG_CODE, error_token",
        "WRONG_PASSWORD, error_password",
        "ALREADY_REGISTERED, This e-mail address is already registered."
    })
    void keepsTheWordsThatThePublicClientReads(WebErrorException.Reason reason, String text) {
        assertThat(new WebErrorException(reason).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @EnumSource
    void givesEveryWebErrorAText(WebErrorException.Reason reason) {
        assertThat(new WebErrorException(reason).text()).isNotBlank().doesNotStartWith("{");
    }

    @Test
    void asksForARetryIfAServiceIsUnavailable() {
        assertThat(new UnavailableException("x").retryAfterSeconds()).isEqualTo(5);
        assertThat(new UnavailableException("x", new IllegalStateException("y")))
                .hasRootCauseMessage("y");
    }
}

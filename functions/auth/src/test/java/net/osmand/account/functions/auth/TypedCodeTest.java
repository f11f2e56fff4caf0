package net.osmand.account.functions.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import net.osmand.account.core.values.CodePurpose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypedCodeTest {
    /** The first Android release sends a code as a number, which has lost its zeros. */
    @ParameterizedTest
    @CsvSource({"5882, SIGN_UP", "5882, DELETE", "0, DELETE", "12345678, DELETE"})
    void addendum7PadsANumberToTheLengthOfTheCode(String number, CodePurpose purpose) throws JsonProcessingException {
        var typed = TypedCode.of(new ObjectMapper().readTree(number)).apply(purpose);
        assertThat(typed).hasSize(purpose.kind().digits()).endsWith(number);
        assertThat(Integer.parseInt(typed)).isEqualTo(Integer.parseInt(number));
    }

    @ParameterizedTest
    @CsvSource({"'\" 005882 \"', 005882", "'\"5882\"', 5882", "null, ''"})
    void addendum7LeavesATextAsItIs(String token, String typed) throws JsonProcessingException {
        var code = TypedCode.of(new ObjectMapper().readTree(token));
        assertThat(code.apply(CodePurpose.DELETE)).isEqualTo(typed);
    }
}

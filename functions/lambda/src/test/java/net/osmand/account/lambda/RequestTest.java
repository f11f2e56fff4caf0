package net.osmand.account.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestTest {
    record Body(String token, Optional<String> lang) {}

    @Test
    void plusIsASpaceAndItsEscapeAPlus() {
        var request = new Request(Events.get("name=a+b%2Bc%20d"));

        assertThat(request.parameter("name")).isEqualTo("a b+c d");
    }

    @Test
    void namesOfAllKindsArriveByteForByte() {
        var request = new Request(Events.get("name=tracks%2F%F0%9F%9A%B2%20e%CC%81%20%C3%A9%0D%0A%25%26%23%27%22"));

        assertThat(request.parameter("name")).isEqualTo("tracks/\ud83d\udeb2 e\u0301 \u00e9\r\n%&#'\"");
    }

    @Test
    void unescapedUnicodeInAQueryIsKept() {
        assertThat(new Request(Events.get("name=é🚲")).parameter("name")).isEqualTo("é🚲");
    }

    @ParameterizedTest
    @ValueSource(strings = {"100%", "%", "%4", "%zz", "%%", "%-1", "a%2"})
    void anEscapeThatIsNoneStandsForItself(String value) {
        assertThat(new Request(Events.get("name=" + value)).parameter("name")).isEqualTo(value);
    }

    @Test
    void repeatedParametersAreKeptInOrderAndWithTheirCommas() {
        var request = new Request(Events.get("type=GPX,FILE&name=x&type=&type=PROFILE&&"));

        assertThat(request.all("type")).containsExactly("GPX,FILE", "", "PROFILE");
        assertThat(request.parameter("type")).isEqualTo("GPX,FILE");
        assertThat(request.all("other")).isEmpty();
    }

    @Test
    void parametersComeFromAFormToo() {
        var request = new Request(Events.form("", "email=ann%2Bmaps%40example.org&token=&name=a+b&name=%F0%9F%9A%B2"));

        assertThat(request.parameter("email")).isEqualTo("ann+maps@example.org");
        assertThat(request.parameter("token")).isEmpty();
        assertThat(request.all("name")).containsExactly("a b", "🚲");
    }

    @Test
    void theQueryWinsOverTheForm() {
        var request = new Request(Events.form("deviceid=1", "deviceid=2&name=x"));

        assertThat(request.parameter("deviceid")).isEqualTo("1");
        assertThat(request.all("deviceid")).containsExactly("1", "2");
    }

    @Test
    void aFormIsReadWhetherItCameAsBase64OrNot() {
        var plain = Events.event("POST", "", Map.of("content-type", "Application/X-WWW-Form-Urlencoded"))
                .withBody("name=caf%C3%A9")
                .build();

        assertThat(new Request(plain).parameter("name")).isEqualTo("café");
    }

    @Test
    void aBodyOfAnotherTypeIsNoForm() {
        var request =
                new Request(Events.post("", "application/octet-stream", "name=x".getBytes(StandardCharsets.UTF_8)));

        assertThat(request.optional("name")).isEmpty();
    }

    @Test
    void namesAreCaseSensitive() {
        var request = new Request(Events.get("accessToken=secret"));

        assertThat(request.optional("accesstoken")).isEmpty();
        assertThatThrownBy(() -> request.parameter("accesstoken")).isInstanceOf(MissingParameterException.class);
    }

    @Test
    void aRequestWithoutQueryHeadersOrBodyHasNothing() {
        var bare = APIGatewayV2HTTPEvent.builder().build();
        var request = new Request(bare);

        assertThat(request.optional("name")).isEmpty();
        assertThat(request.body()).isEmpty();
        assertThat(request.header("host")).isEmpty();
        assertThat(request.cookie("session")).isEmpty();
        assertThat(request.sourceAddress() + request.path() + request.method()).isEmpty();
        assertThat(request.acceptsGzip()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "true,true",
        "TRUE,true",
        "1,true",
        "yes,true",
        "on,true",
        "false,false",
        "0,false",
        "'',false",
        "2,false"
    })
    void booleansHaveFourSpellings(String value, boolean expected) {
        assertThat(new Request(Events.get("login=" + value)).flag("login")).isEqualTo(expected);
        assertThat(new Request(Events.get("")).flag("login")).isFalse();
    }

    @Test
    void numbersAreReadOrRefusedAsMalformed() {
        var request = new Request(Events.get("updatetime=1767657285685&clienttime=&bad=12x&huge=9223372036854775808"));

        assertThat(request.requiredNumber("updatetime")).isEqualTo(1767657285685L);
        assertThat(request.number("clienttime")).isEmpty();
        assertThat(request.number("absent")).isEmpty();
        assertThatThrownBy(() -> request.requiredNumber("absent")).isInstanceOf(MissingParameterException.class);
        assertThatThrownBy(() -> request.number("bad")).isInstanceOf(MalformedRequestException.class);
        assertThatThrownBy(() -> request.number("huge")).isInstanceOf(MalformedRequestException.class);
    }

    @Test
    void jsonIgnoresUnknownFieldsAndKnowsAbsentOnes() {
        var body = new Request(Events.json("", "{\"token\":4821,\"password\":null,\"action\":\"delete\"}"))
                .json(Body.class);

        assertThat(body).isEqualTo(new Body("4821", Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{", "token=1", "{\"token\":{}}", "\u0000"})
    void jsonOfAnotherShapeIsMalformed(String json) {
        var request = new Request(Events.json("", json));

        assertThatThrownBy(() -> request.json(Body.class)).isInstanceOf(MalformedRequestException.class);
    }

    @Test
    void deeplyNestedJsonIsMalformed() {
        var request = new Request(Events.json("", "{\"x\":" + "[".repeat(100_000)));

        assertThatThrownBy(() -> request.json(Body.class)).isInstanceOf(MalformedRequestException.class);
    }

    @Test
    void aBodyIsDecodedByItsFlagAlone() {
        var binary = new byte[] {0x1f, (byte) 0x8b, 0, -1, 13, 10};

        assertThat(new Request(Events.post("", "text/plain", binary)).body()).isEqualTo(binary);
    }

    @Test
    void base64ThatIsNoneIsMalformed() {
        var event = Events.event("POST", "", Map.of())
                .withIsBase64Encoded(true)
                .withBody("*")
                .build();

        assertThatThrownBy(() -> new Request(event)).isInstanceOf(MalformedRequestException.class);
    }

    @Test
    void millionsOfParametersAreRefusedBeforeTheyFillTheHeap() {
        var event = Events.form("", "a&".repeat(2_000_000));

        assertThatThrownBy(() -> new Request(event)).isInstanceOf(MalformedRequestException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "deflate, gzip|true",
                "GZIP|true",
                "gzip;q=0.5|true",
                "br, gzip ; q=1.0|true",
                "*|true",
                "gzip;q=0|false",
                "gzip;q=0.000, br|false",
                "gzip; q=0, *|false",
                "*;q=0|false",
                "identity|false",
                "''|false",
                "xgzip|false"
            })
    void gzipIsAcceptedWhereItIsNamedAndNotRefused(String header, boolean expected) {
        assertThat(new Request(Events.get("", Map.of("accept-encoding", header))).acceptsGzip())
                .isEqualTo(expected);
    }

    @Test
    void cookiesAndTheCallersAddressComeFromTheEvent() {
        var request = new Request(Events.get(""));

        assertThat(request.cookie("session")).contains("s3ss10n-c00kie");
        assertThat(request.cookie("theme")).contains("dark=er");
        assertThat(request.cookie("sess")).isEmpty();
        assertThat(request.sourceAddress()).isEqualTo("192.0.2.7");
        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.path()).isEqualTo("/userdata/list-files");
    }
}

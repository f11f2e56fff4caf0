package net.osmand.account.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tests reading and filtering of queries. */
class QueryStringTest {
    @Test
    void decodesTheFirstValueOfAName() {
        var query = new QueryString("name=a%2Fb+c%C3%BC&name=other&empty=&flag");

        assertThat(query.value("name")).contains("a/b cü");
        assertThat(query.value("empty")).contains("");
        assertThat(query.value("absent")).isEmpty();
    }

    @Test
    void dropsCredentialsHoweverTheirNamesAreWritten() {
        var query = new QueryString("a=1&deviceid=7&accessToken=t&%61ccesstoken=t&DeviceId=7&b=%zz");

        assertThat(query.withoutCredentials()).isEqualTo("a=1&b=%zz");
    }

    @Test
    void escapesWhatAUrlMayNotHold() {
        assertThat(QueryString.escaped("/tile|1{z}?n=é\"&x=%20")).isEqualTo("/tile%7C1%7Bz%7D?n=%C3%A9%22&x=%20");
    }
}

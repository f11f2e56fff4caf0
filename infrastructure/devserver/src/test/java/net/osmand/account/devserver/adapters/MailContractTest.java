package net.osmand.account.devserver.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** The mail adapter's use of SES: both bodies arrive, in any script. */
class MailContractTest {
    @Test
    void textAndHtmlArriveAsTheyAre() throws Exception {
        var to = AdapterTestBed.someAddress();
        AdapterTestBed.ADAPTERS.mailer().send(to, "Uw code: één", "De tekst €", "<p>De tekst €</p>");

        var inbox = AdapterTestBed.STACK.uri().resolve("/local/inbox?to=" + to.value());
        var answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(inbox).build(), HttpResponse.BodyHandlers.ofByteArray());
        var messages = new ObjectMapper().readTree(answer.body()).path("messages");
        assertThat(messages).hasSize(1);
        assertThat(messages.path(0).path("subject").asText()).isEqualTo("Uw code: één");
        assertThat(messages.path(0).path("text").asText()).isEqualTo("De tekst €");
        assertThat(messages.path(0).path("html").asText()).isEqualTo("<p>De tekst €</p>");
        assertThat(messages.path(0).path("from").asText()).isEqualTo("osmand@example.org");
    }
}

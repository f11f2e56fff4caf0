package net.osmand.account.devserver.watch;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.aws.AwsCall;
import net.osmand.account.devserver.emulation.LocalResources;
import net.osmand.account.sam.FunctionDefinition;
import net.osmand.account.sam.Intrinsics;
import net.osmand.account.sam.Template;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;

/** In SES's sandbox the recipient's identity is authorized too: github.com/cloudposse/terraform-aws-ses/issues/40. */
class SesPermissionTest {
    private static final String OURS = "account@example.org";
    private static final String RECIPIENT = "ann@example.net";
    private static final String SES = "arn:aws:ses:us-east-1:000000000000:";

    @Test
    void theTemplateLetsTheMailFunctionWriteToAnyRecipient() {
        assertThatCode(() -> send(ofTheTemplate(), OURS, RECIPIENT)).doesNotThrowAnyException();
    }

    @Test
    void theSenderIsStillNoOtherThanOurs() {
        assertThatThrownBy(() -> send(ofTheTemplate(), "root@example.net", RECIPIENT))
                .hasMessageContaining("is not authorized to perform: ses:SendEmail")
                .hasMessageContaining("identity/root@example.net");
    }

    @Test
    void theSendersIdentityAloneIsNotEnough() {
        var before = List.<JsonNode>of(allow("identity/example.org"), allow("configuration-set/MailReports"));

        assertThatCode(() -> send(before, OURS, "bob@example.org")).doesNotThrowAnyException();
        assertThatThrownBy(() -> send(before, OURS, RECIPIENT)).hasMessageContaining("identity/" + RECIPIENT);
    }

    private static void send(List<JsonNode> statements, String from, String to) {
        var mail = SendEmailRequest.builder()
                .fromEmailAddress(from)
                .destination(destination -> destination.toAddresses(to))
                .configurationSetName("MailReports")
                .build();
        var calls = new FunctionCalls(
                "SendMailFunction",
                statements,
                LocalResources.REGION,
                LocalResources.ACCOUNT,
                new Capacity(Map.of(), (_, _) -> Map.of()),
                new AwsCallLog(),
                new Faults());
        calls.before(new AwsCall("SESv2", "SendEmail", mail, Optional.empty(), 0, 0));
    }

    private static List<JsonNode> ofTheTemplate() {
        var template = Template.read(Path.of("../../template.yaml"));
        var resources = new LocalResources(template, _ -> "", "http://127.0.0.1");
        var parameters = new HashMap<>(template.parameters(Map.of("MailFrom", OURS)));
        parameters.putAll(LocalResources.PSEUDO_PARAMETERS);
        return FunctionDefinition.of(template, new Intrinsics(template, parameters, resources), "SendMailFunction")
                .statements();
    }

    private static JsonNode allow(String resource) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("Effect", "Allow")
                .put("Action", "ses:SendEmail")
                .put("Resource", SES + resource);
    }
}

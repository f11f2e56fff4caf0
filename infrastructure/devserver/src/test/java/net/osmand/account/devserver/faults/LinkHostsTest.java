package net.osmand.account.devserver.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import net.osmand.account.application.Adapters;
import net.osmand.account.aws.AwsCallListener;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.exports.MultipartUpload;
import net.osmand.account.core.values.StoredContent;
import net.osmand.account.sam.Template;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Links for browsers use the only host that the portal's Content-Security-Policy allows. */
class LinkHostsTest {
    private static final String BUCKET = "files-1";
    private static final String ID = "aws.accessKeyId";
    private static final String SECRET = "aws.secretAccessKey";

    private final Map<String, String> before =
            Map.of(ID, String.valueOf(System.getProperty(ID)), SECRET, String.valueOf(System.getProperty(SECRET)));

    /** Lambda sets credentials in the environment. */
    @BeforeEach
    void credentials() {
        System.setProperty(ID, "local");
        System.setProperty(SECRET, "local");
    }

    @AfterEach
    void restore() {
        before.forEach((name, value) -> {
            if (value.equals("null")) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
        "us-east-1, amazonaws.com",
        "us-west-2, amazonaws.com",
        "eu-central-1, amazonaws.com",
        "ap-southeast-2, amazonaws.com",
        "us-gov-west-1, amazonaws.com",
        "cn-north-1, amazonaws.com.cn"
    })
    void eachLinkHasTheHostThatThePortalAllows(String region, String suffix) {
        var given = Template.read(Path.of("../../template.yaml"))
                .properties("PortalStack")
                .path("Parameters")
                .path("FilesHost");
        assertThat(given.toString()).contains("FilesBucket").contains("RegionalDomainName");
        var bucketHost = BUCKET + ".s3." + region + "." + suffix;
        var allowed = connectSources(bucketHost);

        assertThat(allowed)
                .isNotEmpty()
                .allSatisfy(sources -> assertThat(sources).contains("https://" + bucketHost));
        for (var link : links(region)) {
            assertThat(allowed)
                    .allSatisfy(
                            sources -> assertThat(sources).contains(link.getScheme() + "://" + link.getAuthority()));
        }
    }

    /** Links of downloads, large responses, uploads with and without parts, and exports. */
    private static List<URI> links(String region) {
        var adapters = new Adapters(new LambdaEnvironment(
                Map.of("AWS_REGION", region, "FILES_BUCKET", BUCKET),
                Clock.systemUTC(),
                new SecureRandom(),
                AwsCallListener.NONE));
        var hash = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
        return List.of(
                adapters.fileContents().link(new StoredContent("u/1/a", "version"), "a.gpx"),
                adapters.directUploadStore().whole("u/1/a", 26, hash).url(),
                adapters.directUploadStore()
                        .part("u/1/a", "upload", 1, 26, hash)
                        .url(),
                adapters.archiveStore().link(new MultipartUpload("exports/1/a/b", "upload"), "a.osf"));
    }

    /** The {@code connect-src} of each policy that infrastructure/stacks/portal.yaml sends. */
    private static List<List<String>> connectSources(String filesHost) {
        var portal = Template.read(Path.of("../stacks/portal.yaml"));
        return portal.ofType("AWS::CloudFront::ResponseHeadersPolicy").stream()
                .map(id -> portal.properties(id)
                        .path("ResponseHeadersPolicyConfig")
                        .path("SecurityHeadersConfig")
                        .path("ContentSecurityPolicy")
                        .path("ContentSecurityPolicy")
                        .path("Fn::Sub")
                        .asText())
                .filter(policy -> policy.contains("connect-src"))
                .map(policy -> policy.replace("${FilesHost}", filesHost).replaceFirst(".*connect-src ([^;]*);.*", "$1"))
                .map(sources -> List.of(sources.split(" ")))
                .toList();
    }
}

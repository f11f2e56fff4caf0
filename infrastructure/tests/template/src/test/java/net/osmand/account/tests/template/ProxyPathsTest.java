package net.osmand.account.tests.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A proxy in front of the API sends each of the API's paths there, with the caller's address, and redirects none. */
class ProxyPathsTest {
    private final Set<String> paths = new ClientCallTable(List.of(), Resource.template())
            .routes().stream()
                    .map(route -> route.substring(route.indexOf(' ') + 1))
                    .collect(Collectors.toUnmodifiableSet());
    private final String apps = Files.readString(Repository.root().resolve("docs/apps.md"));

    ProxyPathsTest() throws IOException {}

    @Test
    void theLinesForNginxCoverTheApi() {
        var location = Pattern.compile(found("location ~ (\\S+) \\{"));
        assertThat(paths)
                .hasSizeGreaterThan(80)
                .allMatch(path -> location.matcher(path).find());
        assertThat(apps)
                .contains("proxy_set_header X-Proxy-Secret ", "proxy_set_header X-Proxy-Client-Address $remote_addr;");
    }

    @Test
    void theLinesForCaddyCoverTheApi() {
        var patterns = List.of(found("@account path (.+)").split(" "));
        assertThat(paths).allMatch(path -> covered(path, patterns.stream()));
        assertThat(apps).contains("header_up X-Proxy-Secret ", "header_up X-Proxy-Client-Address {remote_host}");
    }

    /** Android repeats a redirected POST as GET, and the default behavior takes no POST. */
    @Test
    void addendum5_1CloudFrontCoversTheApiAndRedirectsNoneOfIt() {
        var behaviors = Resource.all().stream()
                .filter(resource -> resource.type().equals("AWS::CloudFront::Distribution"))
                .flatMap(resource ->
                        resource.at("DistributionConfig", "CacheBehaviors").valueStream())
                .filter(behavior -> behavior.path("TargetOriginId").asText().equals("api"))
                .toList();
        assertThat(behaviors).allSatisfy(behavior -> {
            assertThat(behavior.path("ViewerProtocolPolicy").asText()).isEqualTo("https-only");
            assertThat(behavior.path("AllowedMethods").valueStream().map(JsonNode::asText))
                    .contains("POST", "DELETE");
        });
        var patterns = behaviors.stream()
                .map(behavior -> behavior.path("PathPattern").asText())
                .toList();
        assertThat(paths).allMatch(path -> covered(path, patterns.stream()));
    }

    /** Patterns have a star at their end or none. */
    private static boolean covered(String path, Stream<String> patterns) {
        return patterns.anyMatch(pattern -> pattern.endsWith("*")
                ? path.startsWith(pattern.substring(0, pattern.length() - 1))
                : path.equals(pattern));
    }

    private String found(String line) {
        var matcher = Pattern.compile(line).matcher(apps);
        assertThat(matcher.find()).as(line).isTrue();
        return matcher.group(1);
    }
}

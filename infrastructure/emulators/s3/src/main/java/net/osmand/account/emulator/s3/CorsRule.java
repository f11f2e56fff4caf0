package net.osmand.account.emulator.s3;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * A rule of a bucket's CORS configuration. An origin or header may contain one {@code *}
 * (docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html).
 */
record CorsRule(
        List<String> origins, List<String> methods, List<String> headers, List<String> exposed, String maxAgeSeconds) {

    /** Parses the body of a PutBucketCors request. */
    static List<CorsRule> parse(InputStream xml) throws IOException {
        try {
            var nodes = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(xml)
                    .getElementsByTagName("CORSRule");
            List<CorsRule> rules = new ArrayList<>();
            for (int i = 0; i < nodes.getLength(); i++) {
                Element rule = (Element) nodes.item(i);
                rules.add(new CorsRule(
                        texts(rule, "AllowedOrigin"),
                        texts(rule, "AllowedMethod"),
                        texts(rule, "AllowedHeader"),
                        texts(rule, "ExposeHeader"),
                        String.join("", texts(rule, "MaxAgeSeconds"))));
            }
            return rules;
        } catch (ParserConfigurationException | SAXException malformed) {
            throw new IOException(malformed);
        }
    }

    boolean allows(String origin, String method, List<String> requestHeaders) {
        return origins.stream().anyMatch(allowed -> matches(allowed, origin))
                && methods.contains(method)
                && requestHeaders.stream()
                        .allMatch(header -> headers.stream().anyMatch(allowed -> matches(allowed, header)));
    }

    private static boolean matches(String allowed, String text) {
        String[] parts = allowed.split("\\*", 2);
        String pattern = Pattern.quote(parts[0]) + (parts.length == 1 ? "" : ".*" + Pattern.quote(parts[1]));
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE).matcher(text).matches();
    }

    private static List<String> texts(Element rule, String name) {
        var nodes = rule.getElementsByTagName(name);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }
}

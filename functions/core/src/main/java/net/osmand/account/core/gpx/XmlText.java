package net.osmand.account.core.gpx;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

/**
 * An XML text in memory with its element tree and the offsets of all parts. Edits keep everything else byte for byte.
 *
 * @param root the root element
 * @param charset the encoding of the file
 */
public record XmlText(String text, XmlElement root, Charset charset) {
    private static final Set<String> POINTS = Set.of("wpt", "rtept", "trkpt");

    /**
     * Reads a GPX file.
     *
     * @throws BrokenGpxException if it is not a well-formed GPX file within the limits, or its encoding is unknown
     */
    public static XmlText ofGpx(byte[] bytes, GpxLimits limits) throws BrokenGpxException {
        if (bytes.length > limits.bytes()) {
            throw new BrokenGpxException("too many bytes");
        }
        var charset = checked(bytes, limits);
        var text = new String(bytes, charset);
        if (!Arrays.equals(text.getBytes(charset), bytes)) {
            throw new BrokenGpxException("its encoding is ambiguous");
        }
        return new XmlText(text, new XmlScanner(text).root(), charset);
    }

    /** Creates a text from XML that we wrote ourselves, in UTF-8. */
    static XmlText of(String text) throws BrokenGpxException {
        return ofGpx(text.getBytes(StandardCharsets.UTF_8), GpxLimits.FAVOURITES);
    }

    /** Returns the file in its original encoding. */
    public byte[] bytes() {
        return text.getBytes(charset);
    }

    /** Reads the file with the JDK's reader, so the scanner can rely on well-formed XML. Returns the encoding. */
    private static Charset checked(byte[] bytes, GpxLimits limits) throws BrokenGpxException {
        try {
            var xml = GpxText.reader(new ByteArrayInputStream(bytes));
            var depth = 0;
            var points = 0;
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        if (depth == 0 && !xml.getLocalName().equals("gpx")) {
                            throw new BrokenGpxException("its root is not gpx");
                        }
                        depth++;
                        points += POINTS.contains(xml.getLocalName()) ? 1 : 0;
                        if (depth > limits.depth() || points > limits.points()) {
                            throw new BrokenGpxException("too many points or nested elements");
                        }
                    }
                    case XMLStreamConstants.END_ELEMENT -> depth--;
                    case XMLStreamConstants.DTD -> throw new BrokenGpxException("it has a DTD");
                    default -> {}
                }
            }
            // A byte-order mark stays a character of the text, so it is written again.
            return GpxText.charset(bytes);
        } catch (XMLStreamException e) {
            throw new BrokenGpxException("not well-formed XML");
        }
    }
}

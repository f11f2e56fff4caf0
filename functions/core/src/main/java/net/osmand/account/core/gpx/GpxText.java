package net.osmand.account.core.gpx;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Creates XML readers for GPX files. */
final class GpxText {
    /** The JDK's own reader, regardless of the class path. It resolves nothing outside the file. */
    private static final XMLInputFactory XML = factory();

    /** Bytes in which a file declares its encoding. */
    private static final int HEAD = 256;

    /** Encodings by the first bytes of a file, one character for each byte (W3C XML 1.0, appendix F). */
    private static final List<Signature> SIGNATURES = List.of(
            new Signature("\u00ef\u00bb\u00bf", 3, StandardCharsets.UTF_8),
            new Signature("\u00fe\u00ff", 2, StandardCharsets.UTF_16BE),
            new Signature("\u00ff\u00fe", 2, StandardCharsets.UTF_16LE),
            new Signature("\0<", 0, StandardCharsets.UTF_16BE),
            new Signature("<\0", 0, StandardCharsets.UTF_16LE));

    /** Encodings whose malformed bytes break a file. In others they are replaced, as the JDK's XML reader does. */
    private static final Set<Charset> STRICT = Set.of(
            StandardCharsets.UTF_8, StandardCharsets.US_ASCII, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE);

    private static final Pattern DECLARED_ENCODING =
            Pattern.compile("<\\?xml[^>]*?\\sencoding\\s*=\\s*[\"']([^\"'>]*)");

    /** @param mark bytes of the byte-order mark */
    private record Signature(String bytes, int mark, Charset charset) {}

    private GpxText() {}

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        return factory;
    }

    /**
     * Creates a reader for a file. The JDK's reader gets characters instead of bytes, because it would print about
     * malformed bytes to standard error. An XMLReporter does not prevent that.
     */
    static XMLStreamReader reader(InputStream xml) throws XMLStreamException {
        try {
            var in = new BufferedInputStream(xml);
            in.mark(HEAD);
            var head = in.readNBytes(HEAD);
            in.reset();
            in.skipNBytes(signature(head).map(Signature::mark).orElse(0));
            var charset = charset(head);
            return XML.createXMLStreamReader(
                    STRICT.contains(charset)
                            ? new InputStreamReader(in, charset.newDecoder())
                            : new InputStreamReader(in, charset));
        } catch (IOException unreadable) {
            throw new XMLStreamException(unreadable);
        }
    }

    /**
     * Returns the encoding of a file: by its byte-order mark, by its XML declaration, or UTF-8.
     *
     * @param bytes the first bytes, or all
     * @throws XMLStreamException if the declared encoding is unknown
     */
    static Charset charset(byte[] bytes) throws XMLStreamException {
        var known = signature(bytes);
        if (known.isPresent()) {
            return known.get().charset();
        }
        var declared = DECLARED_ENCODING.matcher(head(bytes));
        try {
            return declared.lookingAt() ? Charset.forName(declared.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            throw new XMLStreamException("unknown encoding", unknown);
        }
    }

    private static Optional<Signature> signature(byte[] bytes) {
        var head = head(bytes);
        return SIGNATURES.stream().filter(each -> head.startsWith(each.bytes())).findFirst();
    }

    private static String head(byte[] bytes) {
        return new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.ISO_8859_1);
    }

    /** Fails if more bytes than allowed are read. */
    static final class LimitedInput extends FilterInputStream {
        private long left;

        LimitedInput(InputStream in, long bytes) {
            super(in);
            left = bytes;
        }

        @Override
        public int read() throws IOException {
            var next = super.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            var count = super.read(buffer, offset, length);
            count(Math.max(0, count));
            return count;
        }

        private void count(int bytes) throws IOException {
            left -= bytes;
            if (left < 0) {
                throw new TooLargeException();
            }
        }
    }

    /** Thrown if the stream has more bytes than the limit allows. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}

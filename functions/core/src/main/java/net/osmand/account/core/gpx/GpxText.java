package net.osmand.account.core.gpx;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Numbers, times and readers of GPX files. */
final class GpxText {
    /** The JDK's own reader, whatever is on the class path. It resolves nothing outside the file. */
    private static final XMLInputFactory XML = factory();

    private GpxText() {}

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        return factory;
    }

    static XMLStreamReader reader(InputStream xml) throws XMLStreamException {
        return XML.createXMLStreamReader(xml);
    }

    /** Epoch milliseconds of a time as GPX writes it; a time without a zone is UTC. Empty if it is not a time. */
    static OptionalLong time(String text) {
        var stripped = text.strip();
        try {
            return OptionalLong.of(OffsetDateTime.parse(stripped).toInstant().toEpochMilli());
        } catch (DateTimeException | ArithmeticException _) {
            return timeWithoutZone(stripped);
        }
    }

    private static OptionalLong timeWithoutZone(String text) {
        try {
            return OptionalLong.of(
                    LocalDateTime.parse(text).toInstant(ZoneOffset.UTC).toEpochMilli());
        } catch (DateTimeException | ArithmeticException _) {
            return OptionalLong.empty();
        }
    }

    /** A finite number; empty if the text is anything else. */
    static OptionalDouble number(String text) {
        try {
            var value = Double.parseDouble(text);
            return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
        } catch (NumberFormatException _) {
            return OptionalDouble.empty();
        }
    }

    /** Fails once more bytes than allowed were read. */
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

    /** The stream has more bytes than the limit allows. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}

package net.osmand.account.core.gpx;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Creates XML readers for GPX files. */
final class GpxText {
    /** The JDK's own reader, regardless of the class path. It resolves nothing outside the file. */
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

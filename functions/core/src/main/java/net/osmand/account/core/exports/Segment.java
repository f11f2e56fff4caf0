package net.osmand.account.core.exports;

import net.osmand.account.core.values.StoredContent;

/** A run of an archive's bytes, either made here or taken from a stored object. */
sealed interface Segment {
    /** Bytes. */
    long length();

    /** Made here: small, and the same each time. */
    final class Made implements Segment {
        private final byte[] bytes;

        Made(byte[] bytes) {
            this.bytes = bytes;
        }

        /** Copies a range of it. */
        void copy(int from, byte[] into, int at, int length) {
            System.arraycopy(bytes, from, into, at, length);
        }

        @Override
        public long length() {
            return bytes.length;
        }
    }

    /** Taken from a stored object: {@code length} bytes from {@code offset}. */
    record Taken(StoredContent content, long offset, long length) implements Segment {}
}

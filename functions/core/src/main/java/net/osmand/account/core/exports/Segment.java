package net.osmand.account.core.exports;

import net.osmand.account.core.values.StoredContent;

/** A range of an archive's bytes, either generated or taken from a stored object. */
sealed interface Segment {
    /** Length in bytes. */
    long length();

    /** A generated segment. It is small and always the same. */
    final class Generated implements Segment {
        private final byte[] bytes;

        Generated(byte[] bytes) {
            this.bytes = bytes;
        }

        /** Copies a range of the segment. */
        void copy(int from, byte[] into, int at, int length) {
            System.arraycopy(bytes, from, into, at, length);
        }

        @Override
        public long length() {
            return bytes.length;
        }
    }

    /** A segment taken from a stored object: {@code length} bytes from {@code offset}. */
    record Stored(StoredContent content, long offset, long length) implements Segment {}
}

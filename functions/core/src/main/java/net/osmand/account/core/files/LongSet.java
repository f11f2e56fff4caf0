package net.osmand.account.core.files;

import java.util.Arrays;

/** A compact set of numbers with 8 bytes each. Add all numbers before the first lookup. */
final class LongSet {
    private long[] numbers = new long[16];
    private int size;
    private boolean isSorted = true;

    void add(long number) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, size + (size >> 1));
        }
        numbers[size++] = number;
        isSorted = false;
    }

    /** Returns the index in the sorted set; negative if the number is not in it. */
    int indexOf(long number) {
        sort();
        return Arrays.binarySearch(numbers, 0, size, number);
    }

    boolean contains(long number) {
        return indexOf(number) >= 0;
    }

    int size() {
        sort();
        return size;
    }

    long get(int place) {
        sort();
        return numbers[place];
    }

    private void sort() {
        if (!isSorted) {
            Arrays.sort(numbers, 0, size);
            removeDuplicates();
            isSorted = true;
        }
    }

    private void removeDuplicates() {
        var different = 0;
        for (var place = 0; place < size; place++) {
            if (place == 0 || numbers[place] != numbers[place - 1]) {
                numbers[different++] = numbers[place];
            }
        }
        size = different;
    }

    /** Returns a 64-bit hash of a text. The probability of a collision among five million texts is one in a million. */
    static long hash(String text) {
        var hash = 0xCBF29CE484222325L;
        for (var i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        hash = (hash ^ (hash >>> 32)) * 0xD6E8FEB86659FD93L;
        return hash ^ (hash >>> 29);
    }
}

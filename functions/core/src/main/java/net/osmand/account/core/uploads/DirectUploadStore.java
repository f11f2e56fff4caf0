package net.osmand.account.core.uploads;

import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.StoredContent;

/** Lets clients send bytes to the store themselves. What they may send is signed: place, length and SHA-256. */
public interface DirectUploadStore {
    /** A fresh place {@code u/<account>/<yyyymmdd>-<random>}, as of {@link net.osmand.account.core.files.FileContents}. */
    String newObjectKey(AccountId account);

    /** Begins an upload in parts and names it. */
    String begin(String objectKey);

    /** Lets a client send everything at once, for 15 minutes, and never over something. */
    Link whole(String objectKey, long size, String sha256);

    /** Lets a client send one part, for 15 minutes. */
    Link part(String objectKey, String multipart, int number, long size, String sha256);

    /**
     * Where to send bytes.
     *
     * @param headers that must be sent as they are
     */
    record Link(URI url, Map<String, String> headers) {}

    /** The parts that are there; empty where the upload was completed or aborted. */
    Optional<List<SentPart>> parts(String objectKey, String multipart);

    /**
     * A part that is there.
     *
     * @param tag S3's ETag
     * @param sha256 Base64
     */
    record SentPart(int number, long size, String tag, String sha256) {}

    /**
     * Makes the object of its parts, of exactly that size and never over something.
     *
     * @return the object's version; empty where the upload was completed or aborted before
     */
    Optional<String> assemble(String objectKey, String multipart, List<SentPart> parts, long size);

    /** The object, where it is there. */
    Optional<Arrived> find(String objectKey);

    /** An object that is there. */
    record Arrived(String version, long size) {}

    /** Reads the object from its beginning to its end; empty where it is gone. */
    Optional<Reading> open(StoredContent content);

    /** The bytes, and how many they are. */
    record Reading(InputStream bytes, long size) {}

    /** Removes what was sent, parts and object. Repeatable. */
    void discard(String objectKey, Optional<String> multipart);

    /** Uploads in parts, of all accounts, that began before that time, epoch milliseconds. */
    List<Begun> begunBefore(long time);

    /** Ends an upload in parts. Repeatable. */
    void abort(Begun begun);

    /** An upload in parts that was neither completed nor aborted. */
    record Begun(AccountId account, String objectKey, String multipart) {}
}

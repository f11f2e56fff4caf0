package net.osmand.account.aws.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import net.osmand.account.core.files.ListSnapshot;
import net.osmand.account.core.files.ListSnapshots;
import net.osmand.account.core.files.ListState;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.Deadline;
import net.osmand.account.core.values.UnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Stores lists as objects of the files bucket, with their state as metadata. If S3 fails, the list is read from the
 * table instead.
 */
public final class S3ListSnapshots implements ListSnapshots {
    static final String LISTS = "lists/";

    /** The next version of the format must have another name. */
    private static final String NAME = "/app-1";

    private static final String STATE = "state";

    /** Leaves enough of a request's 29 seconds to read the table. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(S3ListSnapshots.class);

    private final S3Client client;
    private final S3Presigner presigner;
    private final String bucket;

    public S3ListSnapshots(S3Client client, S3Presigner presigner, String bucket) {
        this.client = client;
        this.presigner = presigner;
        this.bucket = bucket;
    }

    @Override
    public Optional<ListSnapshot> find(AccountId account) {
        try (var _ = Deadline.after(PATIENCE)) {
            var object = client.getObjectAsBytes(r -> r.bucket(bucket).key(key(account)));
            return state(object.response().metadata().getOrDefault(STATE, ""))
                    .map(state -> new ListSnapshot(state, object.asByteArrayUnsafe()));
        } catch (NoSuchKeyException _) {
            return Optional.empty();
        } catch (UnavailableException | S3Exception e) {
            LOG.warn("a stored list was not read", e);
            return Optional.empty();
        }
    }

    @Override
    public void store(AccountId account, ListSnapshot snapshot) {
        try (var _ = Deadline.after(PATIENCE)) {
            client.putObject(
                    r -> r.bucket(bucket)
                            .key(key(account))
                            .contentEncoding("gzip")
                            .contentType("application/json; charset=utf-8")
                            .metadata(Map.of(STATE, text(snapshot.state()))),
                    RequestBody.fromBytes(snapshot.gzip()));
        } catch (UnavailableException | S3Exception e) {
            LOG.warn("a list was not stored", e);
        }
    }

    @Override
    public URI link(AccountId account) {
        var signed = presigner.presignGetObject(p -> p.signatureDuration(S3FileContents.LINK_VALIDITY)
                .getObjectRequest(r -> r.bucket(bucket).key(key(account))));
        return URI.create(signed.url().toString());
    }

    private static String key(AccountId account) {
        return LISTS + account.value() + NAME;
    }

    private static String text(ListState state) {
        return state.last() + " " + state.begun() + " " + state.accountBytes() + " " + state.trashPeriod();
    }

    private static Optional<ListState> state(String text) {
        var numbers = Arrays.stream(text.split(" "))
                .filter(number -> number.matches("\\d{1,18}"))
                .mapToLong(Long::parseLong)
                .toArray();
        return numbers.length == 4
                ? Optional.of(new ListState(numbers[0], numbers[1], numbers[2], numbers[3]))
                : Optional.empty();
    }
}

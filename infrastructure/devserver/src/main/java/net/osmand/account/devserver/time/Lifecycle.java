package net.osmand.account.devserver.time;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import net.osmand.account.emulators.wire.StateFile;
import net.osmand.account.sam.Intrinsics;
import net.osmand.account.sam.Template;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Applies the lifecycle rules of one versioned bucket. Each rule acts at the first midnight UTC after its days, as in
 * S3.
 */
public final class Lifecycle {
    private final S3Client s3;
    private final String bucket;
    private final JsonNode rules;
    private final Function<Instant, Instant> localTime;
    private final StateFile file;
    private final Markers markers;

    /**
     * When each delete marker was first seen, in epoch milliseconds. S3Mock gives a marker the date of the object below
     * it.
     */
    static final class Markers {
        public final Map<String, Long> since = new HashMap<>();
    }

    /**
     * Reads the rules from the template.
     *
     * @param localTime converts S3's timestamps to the local clock's time
     */
    public Lifecycle(
            S3Client s3, String bucket, JsonNode rules, Function<Instant, Instant> localTime, Path markersFile) {
        this.s3 = s3;
        this.bucket = bucket;
        this.rules = rules;
        this.localTime = localTime;
        file = new StateFile(markersFile);
        markers = file.read(Markers.class).orElseGet(Markers::new);
    }

    /**
     * One for each bucket of the template.
     *
     * @param localTime converts S3's timestamps to the local clock's time
     * @param data folder of the state
     */
    public static List<Lifecycle> of(
            Template template, Intrinsics intrinsics, S3Client s3, Function<Instant, Instant> localTime, Path data) {
        return template.ofType("AWS::S3::Bucket").stream()
                .map(id -> new Lifecycle(
                        s3,
                        intrinsics.reference(id),
                        intrinsics
                                .resolve(template.properties(id))
                                .path("LifecycleConfiguration")
                                .path("Rules"),
                        localTime,
                        data.resolve("lifecycle-" + id)))
                .toList();
    }

    /** Records new delete markers. Call it before the clock is moved. */
    public void look(Instant now) {
        var there = new HashSet<String>();
        var known = markers.since.size();
        for (var page : s3.listObjectVersionsPaginator(list -> list.bucket(bucket))) {
            page.deleteMarkers().forEach(marker -> {
                there.add(marker.versionId());
                markers.since.putIfAbsent(marker.versionId(), now.toEpochMilli());
            });
        }
        if (markers.since.keySet().retainAll(there) || markers.since.size() != known) {
            file.write(markers);
        }
    }

    /** Removes everything that the rules end by the given time. */
    public void run(Instant now) {
        look(now);
        for (var rule : rules) {
            if (rule.path("Status").asText().equals("Enabled")) {
                var prefix = rule.path("Prefix")
                        .asText(rule.path("Filter").path("Prefix").asText());
                histories(prefix, now).forEach(history -> apply(rule, history, now));
                abortUploads(rule.path("AbortIncompleteMultipartUpload"), prefix, now);
            }
        }
    }

    private void apply(JsonNode rule, List<Version> newestFirst, Instant now) {
        var latest = newestFirst.getFirst();
        if (rule.has("ExpirationInDays")
                && !latest.marker
                && due(latest.since, rule.path("ExpirationInDays").asLong(), now)) {
            s3.deleteObject(delete -> delete.bucket(bucket).key(latest.key));
        }
        var kept = 1;
        if (rule.has("NoncurrentVersionExpiration")) {
            var days = rule.path("NoncurrentVersionExpiration")
                    .path("NoncurrentDays")
                    .asLong();
            for (var i = 1; i < newestFirst.size(); i++) {
                // A version is noncurrent since the next newer version or delete marker.
                if (due(newestFirst.get(i - 1).since, days, now)) {
                    remove(newestFirst.get(i));
                } else {
                    kept++;
                }
            }
        } else {
            kept = newestFirst.size();
        }
        if (rule.path("ExpiredObjectDeleteMarker").asBoolean() && latest.marker && kept == 1) {
            remove(latest);
        }
    }

    private void abortUploads(JsonNode rule, String prefix, Instant now) {
        if (rule.isMissingNode()) {
            return;
        }
        var days = rule.path("DaysAfterInitiation").asLong();
        s3.listMultipartUploadsPaginator(list -> list.bucket(bucket).prefix(prefix)).uploads().stream()
                .filter(upload -> due(localTime.apply(upload.initiated()), days, now))
                .toList()
                .forEach(upload -> s3.abortMultipartUpload(
                        abort -> abort.bucket(bucket).key(upload.key()).uploadId(upload.uploadId())));
    }

    private static boolean due(Instant since, long days, Instant now) {
        var ended = since.plus(Duration.ofDays(days));
        return !now.isBefore(ended.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1)));
    }

    private void remove(Version version) {
        s3.deleteObject(delete -> delete.bucket(bucket).key(version.key).versionId(version.id));
    }

    private Iterable<List<Version>> histories(String prefix, Instant now) {
        var histories = new TreeMap<String, List<Version>>();
        for (var page :
                s3.listObjectVersionsPaginator(list -> list.bucket(bucket).prefix(prefix))) {
            page.versions()
                    .forEach(version -> histories
                            .computeIfAbsent(version.key(), _ -> new ArrayList<>())
                            .add(new Version(
                                    version.key(),
                                    version.versionId(),
                                    localTime.apply(version.lastModified()),
                                    version.isLatest(),
                                    false)));
            page.deleteMarkers()
                    .forEach(marker -> histories
                            .computeIfAbsent(marker.key(), _ -> new ArrayList<>())
                            .add(new Version(
                                    marker.key(),
                                    marker.versionId(),
                                    Instant.ofEpochMilli(
                                            markers.since.getOrDefault(marker.versionId(), now.toEpochMilli())),
                                    marker.isLatest(),
                                    true)));
        }
        histories
                .values()
                .forEach(history -> history.sort(Comparator.comparing(Version::latest)
                        .thenComparing(Version::since)
                        .reversed()));
        return histories.values();
    }

    private record Version(String key, String id, Instant since, boolean latest, boolean marker) {}
}

package net.osmand.account.core.files;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.osmand.account.core.account.Plan;
import net.osmand.account.core.account.PlanLimits;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.account.UsageLimit;
import net.osmand.account.core.account.UsageLimit.Figure;
import net.osmand.account.core.values.FileKey;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;

/** Storage limits of a plan, as conditions of a change (docs/protocol/files.md#upload-checks). Sizes are gzip bytes. */
public final class StorageQuota {
    /** Maximum number of versions of one file. The oldest are removed once a file has ten percent more. */
    static final int MAX_VERSIONS = 100;

    /** Maximum number of open uploads of an account. */
    private static final int MAX_UPLOADS = 20;

    private final PlanLimits limits;

    public StorageQuota(PlanLimits limits) {
        this.limits = limits;
    }

    /**
     * Returns the limits of an upload. The total size is checked before the upload is added, as the protocol requires.
     *
     * @throws ProblemException 102 or 108 if the plan refuses a file of this type or size regardless of the usage
     */
    Set<UsageLimit> upload(Plan plan, FileKey key, long size) {
        var conditions = file(plan, key, size);
        conditions.add(new UsageLimit(Figure.BYTES, limits.accountBytes(Plan.PRO)));
        return conditions;
    }

    /**
     * Returns the limits of an upload whose bytes follow later. It may be large, so it must fit as a whole.
     *
     * @throws ProblemException as for {@link #upload}
     */
    public Set<UsageLimit> reservation(Plan plan, FileKey key, long size) {
        var conditions = file(plan, key, size);
        conditions.add(new UsageLimit(Figure.BYTES, limits.accountBytes(Plan.PRO) - size));
        conditions.add(new UsageLimit(Figure.UPLOADS, MAX_UPLOADS - 1));
        return conditions;
    }

    /**
     * Returns the combined limits of several files that one change stores.
     *
     * @throws ProblemException as for {@link #upload}
     */
    Set<UsageLimit> uploads(Plan plan, Map<FileKey, Long> sizes) {
        var total = sizes.values().stream().mapToLong(Long::longValue).sum();
        Map<Figure, UsageLimit> strictest = new EnumMap<>(Figure.class);
        sizes.forEach((key, size) -> upload(plan, key, size).stream()
                .map(limit -> together(limit, total - size, sizes.size() - 1L))
                .forEach(limit ->
                        strictest.merge(limit.figure(), limit, (one, other) -> one.max() < other.max() ? one : other)));
        return Set.copyOf(strictest.values());
    }

    private static UsageLimit together(UsageLimit limit, long otherBytes, long otherFiles) {
        return switch (limit.figure()) {
            case FREE_BYTES, KEPT_BYTES -> new UsageLimit(limit.figure(), limit.max() - otherBytes);
            case FILES -> new UsageLimit(limit.figure(), limit.max() - otherFiles);
            case BYTES, UPLOADS, HIDDEN -> limit;
        };
    }

    /**
     * Returns the limits of files that are renamed. They take no additional live space.
     *
     * @throws ProblemException 102 if the plan does not allow files of this type
     */
    Set<UsageLimit> moves(Plan plan, Map<FileKey, Long> sizes) {
        sizes.keySet().forEach(key -> requireType(plan, key));
        return copy(plan, sizes.values().stream().mapToLong(Long::longValue).sum());
    }

    private static void requireType(Plan plan, FileKey key) {
        if (!plan.mayUpload(key.type())) {
            throw new ProblemException(
                    Problem.NO_SUBSCRIPTION,
                    "files of type %s need a valid OsmAnd Pro subscription; OsmAnd Start does not include them"
                            .formatted(key.type()));
        }
    }

    private Set<UsageLimit> file(Plan plan, FileKey key, long size) {
        requireType(plan, key);
        if (limits.fileBytes(plan).isPresent() && size > limits.fileBytes(plan).getAsLong()) {
            throw exceeded(limits.fileBytes(plan).getAsLong(), DELETE);
        }
        var conditions = new HashSet<UsageLimit>();
        limits.files(plan).ifPresent(most -> conditions.add(new UsageLimit(Figure.FILES, most)));
        if (plan != Plan.PRO) {
            conditions.add(new UsageLimit(Figure.FREE_BYTES, limits.accountBytes(plan) - size));
        }
        conditions.addAll(copy(plan, size));
        return conditions;
    }

    /** Returns the limits of a file that is restored from the trash. A restore is never refused because of the type. */
    Set<UsageLimit> restore(Plan plan, FileKey key, long size) {
        var conditions = new HashSet<UsageLimit>();
        conditions.add(new UsageLimit(Figure.BYTES, limits.accountBytes(Plan.PRO) - size));
        if (plan != Plan.PRO && key.isFree()) {
            conditions.add(new UsageLimit(Figure.FREE_BYTES, limits.accountBytes(plan) - size));
        }
        return conditions;
    }

    /** Returns the cap over live files, old versions and trash. */
    Set<UsageLimit> copy(Plan plan, long size) {
        return Set.of(new UsageLimit(Figure.KEPT_BYTES, limits.keptBytes(plan) - size));
    }

    /**
     * Checks the limits against a usage.
     *
     * @param size bytes of the refused file
     * @throws ProblemException 108, or 6 if too many uploads are open
     */
    public void check(Set<UsageLimit> conditions, Usage usage, Plan plan, long size) {
        var broken = conditions.stream()
                .filter(limit -> !limit.allows(usage))
                .map(UsageLimit::figure)
                .toList();
        if (broken.isEmpty()) {
            return;
        }
        if (broken.contains(Figure.BYTES)) {
            throw exceeded(limits.accountBytes(Plan.PRO), DELETE);
        }
        if (broken.contains(Figure.FREE_BYTES) || broken.contains(Figure.FILES)) {
            throw exceeded(limits.accountBytes(plan), DELETE);
        }
        if (broken.contains(Figure.KEPT_BYTES)) {
            var cap = limits.keptBytes(plan);
            throw exceeded(cap, usage.keptBytes() - usage.trashBytes() + size <= cap ? EMPTY_TRASH : REMOVE_VERSIONS);
        }
        throw ProblemException.tooMany(RETRY_AFTER_SECONDS);
    }

    /** Whether old versions must be trimmed after an upload of that size to a file with that many versions. */
    boolean isTrimDue(Usage usage, Plan plan, long size, long versions) {
        return isManyVersions(versions) || step(usage.keptBytes() + size, plan) > step(usage.keptBytes(), plan);
    }

    private static boolean isManyVersions(long versions) {
        return versions >= MAX_VERSIONS + MAX_VERSIONS / 10 && versions % 10 == 0;
    }

    /**
     * Number of tenths of the plan's bytes that the account keeps above the trim threshold, from 1 on; 0 below the
     * threshold.
     */
    private long step(long kept, Plan plan) {
        var above = kept - limits.trimmedBytes(plan);
        return above < 0 ? 0 : 1 + above / Math.max(1, limits.shownAccountBytes(plan) / 10);
    }

    /** Number of bytes of old versions to remove. */
    long bytesToTrim(Usage usage, Plan plan) {
        return Math.max(0, usage.keptBytes() - limits.trimmedBytes(plan));
    }

    private static final int RETRY_AFTER_SECONDS = 60;
    private static final String DELETE = "Delete files you no longer need, or choose a larger plan.";
    private static final String EMPTY_TRASH = "Empty the trash, or choose a larger plan for your files.";
    private static final String REMOVE_VERSIONS = "Remove old versions of your files, or choose a larger plan.";

    /** The apps extract the size from this text, and iOS needs at least 38 characters after the full stop. */
    private static ProblemException exceeded(long bytes, String advice) {
        return new ProblemException(
                Problem.STORAGE_EXCEEDED,
                "Maximum size of OsmAnd Cloud exceeded %d MB. %s".formatted(bytes >> 20, advice));
    }

    /** Returns a limit that fails, if any. */
    static Optional<UsageLimit> broken(Set<UsageLimit> conditions, Usage usage) {
        return conditions.stream().filter(limit -> !limit.allows(usage)).findFirst();
    }
}

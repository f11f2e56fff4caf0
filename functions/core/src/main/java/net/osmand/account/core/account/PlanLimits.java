package net.osmand.account.core.account;

import java.util.OptionalLong;

/**
 * What each plan may store, as the stack's parameters say.
 *
 * @param startBytes gzip bytes of the free types, for every plan but Pro
 * @param startFileBytes gzip bytes of one file, for every plan but Pro
 * @param startFiles files, for who never had Pro
 * @param proBytes gzip bytes of all types, for Pro
 */
public record PlanLimits(long startBytes, long startFileBytes, long startFiles, long proBytes) {
    /** 5 MiB, 2 MiB, 10,000 and 3000 MiB (docs/protocol/files.md#plans). */
    public static final PlanLimits STANDARD = new PlanLimits(5L << 20, 2L << 20, 10_000, 3000L << 20);

    /**
     * From four numbers with spaces between.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static PlanLimits parse(String text) {
        var numbers = text.strip().split(" +", -1);
        if (numbers.length != 4) {
            throw new IllegalArgumentException("four numbers are needed");
        }
        return new PlanLimits(
                Long.parseLong(numbers[0]),
                Long.parseLong(numbers[1]),
                Long.parseLong(numbers[2]),
                Long.parseLong(numbers[3]));
    }

    /** Bytes of gzip that current versions may take: of the free types, or for Pro of all. */
    public long accountBytes(Plan plan) {
        return plan == Plan.PRO ? proBytes : startBytes;
    }

    /** What list-files tells as the account's size: a lapsed account keeps the larger figure (docs/protocol/files.md#plans). */
    public long shownAccountBytes(Plan plan) {
        return plan == Plan.PRO || plan == Plan.LAPSED_PRO ? proBytes : startBytes;
    }

    /** Bytes of gzip of one file. */
    public OptionalLong fileBytes(Plan plan) {
        return plan == Plan.PRO ? OptionalLong.empty() : OptionalLong.of(startFileBytes);
    }

    public OptionalLong files(Plan plan) {
        return plan == Plan.PRO || plan == Plan.LAPSED_PRO ? OptionalLong.empty() : OptionalLong.of(startFiles);
    }

    /** Bytes of gzip that all versions may take, live, old and in the trash: three times the plan's (docs/protocol/files.md#caps). */
    public long keptBytes(Plan plan) {
        return 3 * shownAccountBytes(plan);
    }

    /** Bytes of gzip of all versions above which the oldest old versions are removed. */
    public long trimmedBytes(Plan plan) {
        return 2 * shownAccountBytes(plan);
    }
}

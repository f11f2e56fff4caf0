package net.osmand.account.core.account;

import java.util.OptionalLong;

/**
 * The storage limits of each plan, from the stack's parameters.
 *
 * @param startBytes gzip bytes of the free types, for every plan but Pro
 * @param startFileBytes gzip bytes of one file, for every plan but Pro
 * @param startFiles number of files, for accounts that never had Pro
 * @param proBytes gzip bytes of all types, for Pro
 */
public record PlanLimits(long startBytes, long startFileBytes, long startFiles, long proBytes) {
    /** 5 MiB, 2 MiB, 10,000 and 3000 MiB (docs/protocol/files.md#plans). */
    public static final PlanLimits STANDARD = new PlanLimits(5L << 20, 2L << 20, 10_000, 3000L << 20);

    /**
     * Parses four numbers separated by spaces, in the order of the components.
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

    /** Returns the quota for live files in gzip bytes. It covers all types for Pro, otherwise only the free types. */
    public long accountBytes(Plan plan) {
        return plan == Plan.PRO ? proBytes : startBytes;
    }

    /**
     * Returns the account size that list-files reports, in gzip bytes. A lapsed account keeps the size of Pro
     * (docs/protocol/files.md#plans).
     */
    public long shownAccountBytes(Plan plan) {
        return plan == Plan.PRO || plan == Plan.LAPSED_PRO ? proBytes : startBytes;
    }

    /** Returns the limit for one file in gzip bytes; empty for no limit. */
    public OptionalLong fileBytes(Plan plan) {
        return plan == Plan.PRO ? OptionalLong.empty() : OptionalLong.of(startFileBytes);
    }

    public OptionalLong files(Plan plan) {
        return plan == Plan.PRO || plan == Plan.LAPSED_PRO ? OptionalLong.empty() : OptionalLong.of(startFiles);
    }

    /**
     * Returns the cap over all versions (live, old and in the trash) in gzip bytes: three times the plan's size
     * (docs/protocol/files.md#caps).
     */
    public long keptBytes(Plan plan) {
        return 3 * shownAccountBytes(plan);
    }

    /** Returns the gzip bytes of all versions above which the oldest noncurrent versions are removed. */
    public long trimmedBytes(Plan plan) {
        return 2 * shownAccountBytes(plan);
    }
}

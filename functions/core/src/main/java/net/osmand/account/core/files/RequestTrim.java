package net.osmand.account.core.files;

import java.util.List;
import net.osmand.account.core.account.Plan;
import net.osmand.account.core.account.Usage;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.Problem;
import net.osmand.account.core.values.ProblemException;

/** Queues the removal of old versions when an account or a file keeps too much (docs/protocol/files.md#caps). */
public final class RequestTrim {
    private final StorageQuota quota;
    private final AccountJobs jobs;

    public RequestTrim(StorageQuota quota, AccountJobs jobs) {
        this.quota = quota;
        this.jobs = jobs;
    }

    /**
     * Queues a trim after versions were added: at each tenth of the plan's bytes above twice the plan, and at every
     * tenth version of a file from the 110th on.
     */
    public void afterCommit(AccountId account, Plan plan, List<AddVersion.Added> all) {
        var isDue = all.stream()
                .anyMatch(added -> quota.isTrimDue(
                        added.before(),
                        plan,
                        added.version().gzipSize(),
                        added.head().contents()));
        if (isDue) {
            jobs.send(AccountJobs.Kind.TRIM, account);
        }
    }

    /** Queues a trim after an upload was refused, if the account keeps more than twice its plan. */
    public void afterRefusal(AccountId account, Usage usage, Plan plan, ProblemException refusal) {
        if (refusal.problem() == Problem.STORAGE_EXCEEDED && quota.bytesToTrim(usage, plan) > 0) {
            jobs.send(AccountJobs.Kind.TRIM, account);
        }
    }
}

package net.osmand.account.core.files;

import java.net.URI;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import net.osmand.account.core.account.Caller;
import net.osmand.account.core.account.PlanLimits;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.FileVersion;

/**
 * Lists the rows of an account: from the stored list and what changed since, or else from the index
 * (docs/decisions/0022-lists-are-stored.md).
 */
public final class ListAccount {
    private final FileIndex index;
    private final ListSnapshots snapshots;
    private final Format format;
    private final PlanLimits limits;
    private final TrashWindow window;
    private final Clock clock;
    private final Thresholds thresholds;

    /**
     * When a stored list costs less than it saves.
     *
     * @param versions number of versions from which a list is stored. Below, a Query of all rows costs less than
     *     reading it
     * @param atOnce number of versions from which a list is stored after each change. Below, storing it costs more than
     *     reading the same rows and changes some more times
     * @param changes number of changes after which a list is stored in any case
     */
    public record Thresholds(long versions, long atOnce, long changes) {
        public static final Thresholds STANDARD = new Thresholds(500, 5_000, 200);
    }

    /** Reads the rows of a stored list, newest first; empty if it is damaged. */
    public interface Format {
        Optional<List<FileVersion>> rows(byte[] gzip);
    }

    public ListAccount(
            FileIndex index,
            ListSnapshots snapshots,
            Format format,
            PlanLimits limits,
            TrashWindow window,
            Clock clock,
            Thresholds thresholds) {
        this.index = index;
        this.snapshots = snapshots;
        this.format = format;
        this.limits = limits;
        this.window = window;
        this.clock = clock;
        this.thresholds = thresholds;
    }

    /**
     * Begins a list of the account, or of its files with that name. Their rows may lack the author. While a job hides
     * rows, the stored list is not used.
     */
    public Rows of(Caller caller, Optional<String> name) {
        var usage = caller.usage();
        var now = now(caller);
        var isStored = name.isEmpty()
                && usage.holdings().versions() >= thresholds.versions()
                && usage.hidden() == 0
                && usage.purges() == 0;
        var stored = isStored
                ? snapshots
                        .find(caller.account().id())
                        .filter(list -> list.state().isBaseOf(now))
                : Optional.<ListSnapshot>empty();
        return new Rows(caller, name, now, isStored, stored);
    }

    /** Begins a list whose rows have their authors. A stored list has none, so all rows come from the index. */
    public Rows withAuthors(Caller caller, Optional<String> name) {
        return new Rows(caller, name, now(caller), false, Optional.empty());
    }

    private ListState now(Caller caller) {
        return new ListState(
                caller.usage().lastUpdateTime(),
                clock.millis(),
                limits.shownAccountBytes(caller.account().plan()),
                window.length().toMillis());
    }

    /** The rows of one account for one list. */
    public final class Rows {
        private final Caller caller;
        private final Optional<String> name;
        private final ListState now;
        private final boolean isStored;
        private final Optional<ListSnapshot> stored;
        private Optional<ListTail> tail = Optional.empty();

        private Rows(
                Caller caller, Optional<String> name, ListState now, boolean isStored, Optional<ListSnapshot> stored) {
            this.caller = caller;
            this.name = name;
            this.now = now;
            this.isStored = isStored;
            this.stored = stored;
        }

        /** Returns the stored list if nothing has changed since. */
        public Optional<byte[]> unchanged() {
            return stored.filter(list -> list.state().isList(now)).map(ListSnapshot::gzip);
        }

        /** Returns a link to the stored list, for {@link #unchanged}. */
        public URI link() {
            return snapshots.link(account());
        }

        /** Passes every row, newest first, page by page. */
        public void each(Consumer<List<FileVersion>> page) {
            var base = stored.flatMap(list -> format.rows(list.gzip()));
            tail = base.flatMap(_ ->
                    ListTail.read(index, caller, stored.orElseThrow().state().settled()));
            if (tail.isPresent()) {
                page.accept(tail.get().rows());
                page.accept(base.get().stream().filter(tail.get()::keeps).toList());
            } else if (name.isPresent()) {
                page.accept(index.named(account(), name.get()).stream()
                        .sorted(Comparator.comparingLong(FileVersion::updateTime)
                                .reversed())
                        .toList());
            } else {
                index.eachPage(account(), page);
            }
        }

        /** Whether {@link #each} read the stored list and the changes since. */
        boolean isMerged() {
            return tail.isPresent();
        }

        /** Stores a list of all rows, after {@link #each}, if it saves later lists more than it costs. */
        public void store(byte[] gzip) {
            if (isStored && isWorthStoring()) {
                snapshots.store(account(), new ListSnapshot(now, gzip));
            }
        }

        private boolean isWorthStoring() {
            if (tail.isEmpty()) {
                return true;
            }
            var state = stored.orElseThrow().state();
            return state.isOld(now)
                    || tail.get().changesUntil(now.settled()) > thresholds.changes()
                    || (now.isSettled()
                            && (state.accountBytes() != now.accountBytes() || versions() >= thresholds.atOnce()));
        }

        private AccountId account() {
            return caller.account().id();
        }

        private long versions() {
            return caller.usage().holdings().versions();
        }
    }
}

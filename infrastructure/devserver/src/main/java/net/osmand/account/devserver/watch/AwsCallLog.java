package net.osmand.account.devserver.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts the functions' calls to AWS since the last reset. */
public final class AwsCallLog {
    private final Map<String, Row> rows = new TreeMap<>();

    /** Adds to the row of this route and operation. */
    synchronized void add(Row more) {
        rows.merge(
                more.route() + "\n" + more.service() + "\n" + more.operation(),
                more,
                (old, added) -> new Row(
                        old.route(),
                        old.service(),
                        old.operation(),
                        old.count() + added.count(),
                        old.rcu() + added.rcu(),
                        old.wcu() + added.wcu(),
                        old.bytes_in() + added.bytes_in(),
                        old.bytes_out() + added.bytes_out()));
    }

    /** All rows, ordered by route, service and operation; with reset, the next count starts at nothing. */
    public synchronized List<Row> rows(boolean reset) {
        var now = new ArrayList<>(rows.values());
        if (reset) {
            rows.clear();
        }
        return now;
    }

    /**
     * Calls of one operation by one route, named as the answer of {@code /local/ledger} names them.
     *
     * @param count HTTP attempts
     * @param rcu read capacity units by formula; a half is one eventually consistent read
     * @param bytes_in bytes of answers
     * @param bytes_out bytes of requests
     */
    @SuppressWarnings("MemberName") // the contract of the local stack spells them so
    public record Row(
            String route,
            String service,
            String operation,
            long count,
            double rcu,
            double wcu,
            long bytes_in,
            long bytes_out) {}
}

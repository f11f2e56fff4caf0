package net.osmand.account.devserver.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts the functions' AWS calls since the last reset. */
public final class AwsCallLog {
    private final Map<String, Row> rows = new TreeMap<>();

    /** Adds to the row of the same route, service and operation. */
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

    /** Returns all rows, ordered by route, service and operation. With reset, the counts start again at zero. */
    public synchronized List<Row> rows(boolean reset) {
        var now = new ArrayList<>(rows.values());
        if (reset) {
            rows.clear();
        }
        return now;
    }

    /**
     * The calls of one operation by one route. The component names are the JSON names of {@code /local/ledger}.
     *
     * @param count HTTP attempts
     * @param rcu read capacity units by formula; an eventually consistent read is a half
     * @param bytes_in bytes of responses
     * @param bytes_out bytes of requests
     */
    @SuppressWarnings("MemberName") // JSON names of the dev server's contract
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

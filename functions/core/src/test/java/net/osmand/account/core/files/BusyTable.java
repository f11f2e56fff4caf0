package net.osmand.account.core.files;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Random;
import net.osmand.account.core.files.CommitResult.Conflict;
import net.osmand.account.core.testing.PortWrapper;
import net.osmand.account.core.testing.VirtualTime;

/**
 * Delays each call by some milliseconds. A transaction conflicts if another one of the account is running, because all
 * transactions of an account share its usage. In addition, a random share of the transactions conflicts.
 */
final class BusyTable implements PortWrapper {
    private static final int FASTEST_MILLIS = 6;
    private static final int SPREAD_MILLIS = 10;

    private final VirtualTime time;
    private final Random random;
    private final int conflictsInPercent;
    private boolean isRunning;
    private int commits;

    BusyTable(VirtualTime time, Random random, int conflictsInPercent) {
        this.time = time;
        this.random = random;
        this.conflictsInPercent = conflictsInPercent;
    }

    /** Returns the number of attempted transactions. */
    int commits() {
        return commits;
    }

    @Override
    public <T> T over(Class<T> port, T real) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> {
                    var isCommit = method.getName().equals("commit");
                    if (isCommit && !begins()) {
                        time.sleep(FASTEST_MILLIS);
                        return new Conflict();
                    }
                    time.sleep(FASTEST_MILLIS + random.nextInt(SPREAD_MILLIS));
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    } finally {
                        if (isCommit) {
                            isRunning = false;
                        }
                    }
                }));
    }

    private boolean begins() {
        commits++;
        if (isRunning || random.nextInt(100) < conflictsInPercent) {
            return false;
        }
        isRunning = true;
        return true;
    }
}

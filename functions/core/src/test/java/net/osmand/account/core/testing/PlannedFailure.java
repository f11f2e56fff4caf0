package net.osmand.account.core.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import net.osmand.account.core.values.UnavailableException;

/** Lets the n-th call to a port fail, before its effect or after it, like a lost response of AWS. */
public final class PlannedFailure implements PortWrapper {
    private int untilFailure = Integer.MAX_VALUE;
    private boolean after;

    /** Plans the failure of the n-th call from now; 1 is the next call. */
    public synchronized void failAt(int call, boolean afterItsEffect) {
        untilFailure = call;
        after = afterItsEffect;
    }

    public synchronized void neverFail() {
        untilFailure = Integer.MAX_VALUE;
    }

    @Override
    public <T> T over(Class<T> port, T real) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> {
                    var fails = next();
                    if (fails && !after) {
                        throw new UnavailableException("planned");
                    }
                    try {
                        var answer = method.invoke(real, arguments);
                        if (fails) {
                            throw new UnavailableException("planned");
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private synchronized boolean next() {
        untilFailure--;
        return untilFailure == 0;
    }
}

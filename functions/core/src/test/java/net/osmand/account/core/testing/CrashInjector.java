package net.osmand.account.core.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Crashes at the n-th call to the wrapped ports, before or after its effect. */
public final class CrashInjector implements PortWrapper {
    private final int nth;
    private final boolean after;
    private int calls;

    public CrashInjector(int nth, boolean after) {
        this.nth = nth;
        this.after = after;
    }

    /** The simulated crash. Production code does not catch {@code Error}, so no code after the call runs. */
    public static final class Crash extends Error {
        private static final long serialVersionUID = 1;

        Crash() {
            super("crash", null, false, false);
        }
    }

    /** Returns whether the n-th call has happened. */
    public boolean happened() {
        return calls >= nth;
    }

    @Override
    public <T> T over(Class<T> port, T real) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> {
                    var here = next() == nth;
                    if (here && !after) {
                        throw new Crash();
                    }
                    try {
                        var answer = method.invoke(real, arguments);
                        if (here) {
                            throw new Crash();
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private synchronized int next() {
        return ++calls;
    }
}

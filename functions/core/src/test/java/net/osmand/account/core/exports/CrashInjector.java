package net.osmand.account.core.exports;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Ends the function at its n-th call, before or after the effect: what a kill at that moment leaves behind. */
public final class CrashInjector {
    private final int nth;
    private final boolean after;
    private int calls;

    public CrashInjector(int nth, boolean after) {
        this.nth = nth;
        this.after = after;
    }

    /** Nothing of ours catches it, as nothing catches a kill. */
    public static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    public boolean happened() {
        return calls >= nth;
    }

    public <T> T over(Class<T> port, T real) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> {
                    var here = next() == nth;
                    if (here && !after) {
                        throw new Killed();
                    }
                    try {
                        var answer = method.invoke(real, arguments);
                        if (here) {
                            throw new Killed();
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

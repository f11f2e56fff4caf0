package net.osmand.account.emulators.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.Properties;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an implementation of AWS is known not to do, of a suite's tests: {@code <implementation>.properties} beside the suite, test
 * and reason. A listed test has to fail, so that the list stays true.
 */
public final class KnownGaps implements InvocationInterceptor {
    private static final Logger LOG = LoggerFactory.getLogger(KnownGaps.class);

    private final String implementation;
    private final Properties reasons = new Properties();

    /** Of an implementation without a list nothing is known, and every test has to pass. */
    public KnownGaps(Class<?> suite, String implementation) {
        this.implementation = implementation;
        try (var list = suite.getResourceAsStream(implementation + ".properties")) {
            if (list != null) {
                reasons.load(list);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Whether the test is listed. */
    public boolean has(String test) {
        return reasons.containsKey(test);
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> invocationContext,
            ExtensionContext extensionContext)
            throws Throwable {
        var test = invocationContext.getExecutable().getName();
        if (!has(test)) {
            invocation.proceed();
            return;
        }
        var reason = reasons.getProperty(test);
        var failure = catchThrowable(invocation::proceed);
        assertThat(failure)
                .as("%s does now what it is listed for, take it off: %s (%s)", implementation, test, reason)
                .isNotNull();
        LOG.info(
                "{} fails at {} as listed: {} ({})",
                implementation,
                test,
                reason,
                failure.getClass().getSimpleName());
    }
}

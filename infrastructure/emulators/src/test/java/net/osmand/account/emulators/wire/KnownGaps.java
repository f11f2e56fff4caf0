package net.osmand.account.emulators.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an implementation of AWS is known not to do, of a suite's tests. {@code <implementation>.properties} beside the suite has
 * {@code test = failure | reason}. A listed test has to fail, and its failure has to contain that text: the class of the exception, the
 * error code or the assertion. So neither a fixed gap nor a regression of ours stays hidden.
 */
public final class KnownGaps implements InvocationInterceptor {
    private static final Logger LOG = LoggerFactory.getLogger(KnownGaps.class);

    private final String implementation;
    private final Map<String, Gap> gaps = new HashMap<>();

    private record Gap(String failure, String reason) {
        /** The form of a line's value. */
        static Gap of(String test, String value) {
            var bar = value.indexOf(" | ");
            if (bar < 1) {
                throw new IllegalArgumentException(test + " names no failure: write 'failure | reason'");
            }
            return new Gap(
                    value.substring(0, bar).strip(), value.substring(bar + 3).strip());
        }
    }

    /** Of an implementation without a list nothing is known, and every test has to pass. */
    public KnownGaps(Class<?> suite, String implementation) {
        this.implementation = implementation;
        try (var list = suite.getResourceAsStream(implementation + ".properties")) {
            if (list != null) {
                var lines = new Properties();
                lines.load(list);
                lines.stringPropertyNames().forEach(test -> gaps.put(test, Gap.of(test, lines.getProperty(test))));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Whether the test is listed. */
    public boolean has(String test) {
        return gaps.containsKey(test);
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> invocationContext,
            ExtensionContext extensionContext)
            throws Throwable {
        check(invocationContext.getExecutable().getName(), invocation::proceed);
    }

    /** Runs a test, which has to fail as its line says if it is listed. */
    void check(String test, ThrowingCallable body) throws Throwable {
        var gap = gaps.get(test);
        if (gap == null) {
            body.call();
            return;
        }
        var failure = catchThrowable(body);
        assertThat(failure)
                .as("%s does now what it is listed for, take it off: %s (%s)", implementation, test, gap.reason)
                .isNotNull();
        assertThat(text(failure))
                .as("%s fails at %s, but not as listed (%s)", implementation, test, gap.reason)
                .contains(gap.failure);
        LOG.info("{} fails at {} as listed: {} ({})", implementation, test, gap.reason, gap.failure);
    }

    /** In one line, as lists have it. */
    private static String text(Throwable failure) {
        return (failure.getClass().getSimpleName() + ": " + failure.getMessage()).replaceAll("\\s+", " ");
    }
}

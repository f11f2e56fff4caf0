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
 * Known gaps of an implementation of AWS. {@code <implementation>.properties} beside the suite has lines
 * {@code test = failure | reason}. A listed test must fail, and its failure must contain that text: the class of the
 * exception, the error code or the assertion. This detects both a fixed gap and a regression of ours.
 */
public final class KnownGaps implements InvocationInterceptor {
    private static final Logger LOG = LoggerFactory.getLogger(KnownGaps.class);

    private final String implementation;
    private final Map<String, Gap> gaps = new HashMap<>();

    private record Gap(String failure, String reason) {
        /** Parses the value of a line. */
        static Gap of(String test, String value) {
            var bar = value.indexOf(" | ");
            if (bar < 1) {
                throw new IllegalArgumentException(test + " names no failure: write 'failure | reason'");
            }
            return new Gap(
                    value.substring(0, bar).strip(), value.substring(bar + 3).strip());
        }
    }

    /** Reads the gaps of an implementation. Without a list, every test must pass. */
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

    /** Runs a test. A listed test must fail as its line says. */
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

    /** Formats a failure in one line, as lists contain it. */
    private static String text(Throwable failure) {
        return (failure.getClass().getSimpleName() + ": " + failure.getMessage()).replaceAll("\\s+", " ");
    }
}

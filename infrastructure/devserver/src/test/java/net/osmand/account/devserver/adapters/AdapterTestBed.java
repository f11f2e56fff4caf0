package net.osmand.account.devserver.adapters;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import net.osmand.account.application.Adapters;
import net.osmand.account.aws.AwsCallListener;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.core.values.AccountId;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.devserver.DevServer;
import net.osmand.account.emulators.wire.KnownGaps;

/**
 * The functions' adapters, with tables and a bucket created from template.yaml. They run on our emulators, or on the
 * implementation at {@code AWS_ENDPOINT_URL}. {@code AWS_IMPLEMENTATION} names it and its {@link KnownGaps}.
 */
final class AdapterTestBed {
    static final DevServer STACK = start();
    static final Adapters ADAPTERS = new Adapters(environment());

    private static final SecureRandom RANDOM = new SecureRandom();

    private AdapterTestBed() {}

    static KnownGaps gaps(Class<?> suite) {
        return new KnownGaps(
                suite, Optional.ofNullable(System.getenv("AWS_IMPLEMENTATION")).orElse("ours"));
    }

    private static DevServer start() {
        try {
            return DevServer.start(Files.createTempDirectory("adapters"), 0, Path.of("../../template.yaml"));
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    private static LambdaEnvironment environment() {
        var environment = new HashMap<>(STACK.endpoints());
        environment.putAll(Map.of(
                "AWS_REGION", "us-east-1",
                "ACCOUNTS_TABLE", "AccountsTable",
                "FILES_TABLE", "FilesTable",
                "PURCHASES_TABLE", "PurchasesTable",
                "FILES_BUCKET", "osmand-account-local-filesbucket",
                "MAIL_FROM", "osmand@example.org",
                "STACK_SECRET", "StackSecret"));
        return new LambdaEnvironment(environment, Clock.systemUTC(), new SecureRandom(), AwsCallListener.NONE);
    }

    static AccountId someAccount() {
        return new AccountId(1 + RANDOM.nextInt(Integer.MAX_VALUE));
    }

    static EmailAddress someAddress() {
        return new EmailAddress("ann-" + RANDOM.nextInt(Integer.MAX_VALUE) + "@example.org");
    }

    /** Runs a call several times in parallel and returns all results. */
    static <T> List<T> atOnce(int callers, Callable<T> call) throws ExecutionException, InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<T>();
            for (var answer : threads.invokeAll(Collections.nCopies(callers, call))) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}

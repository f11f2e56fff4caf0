package net.osmand.account.devserver;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.devserver.emulation.DurableTransactions;
import net.osmand.account.devserver.emulation.LocalResources;
import net.osmand.account.devserver.process.FunctionProcess.Startable;
import net.osmand.account.devserver.process.FunctionProcesses;
import net.osmand.account.devserver.process.ProcessFunction;
import net.osmand.account.devserver.process.TaskRoots;
import net.osmand.account.devserver.runtime.Environments;
import net.osmand.account.devserver.runtime.HandlerFunction;
import net.osmand.account.devserver.time.LocalClock;
import net.osmand.account.devserver.watch.AwsCallLog;
import net.osmand.account.devserver.watch.Capacity;
import net.osmand.account.devserver.watch.Faults;
import net.osmand.account.devserver.watch.FunctionCalls;
import net.osmand.account.sam.FunctionDefinition;
import net.osmand.account.sam.Intrinsics;
import net.osmand.account.sam.Template;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Starts the template's functions, in this JVM or in their own. */
final class FunctionStarter implements AutoCloseable {
    private static final String KEY_ID = "AWS_ACCESS_KEY_ID";
    private static final String SECRET_KEY = "AWS_SECRET_ACCESS_KEY";

    private final Path templateFile;
    private final Template template;
    private final Intrinsics intrinsics;
    private final LocalResources resources;
    private final LocalClock clock;
    private final Map<String, String> endpoints;
    private final DynamoDbClient dynamoDb;
    private final SecureRandom random = new SecureRandom();
    private final AwsCallLog log = new AwsCallLog();
    private final Faults faults = new Faults();
    private final Capacity capacity;
    private final TaskRoots jars;
    private final FunctionProcesses processes = new FunctionProcesses();
    private final List<FunctionCalls> watched = new ArrayList<>();

    /**
     * Starts nothing yet.
     *
     * @param endpoints environment variables that direct AWS clients to the emulators
     * @param dynamoDb a client without policies and call log
     */
    FunctionStarter(
            Path data,
            Path templateFile,
            Template template,
            Intrinsics intrinsics,
            LocalResources resources,
            LocalClock clock,
            Map<String, String> endpoints,
            DynamoDbClient dynamoDb) {
        this.templateFile = templateFile;
        this.template = template;
        this.intrinsics = intrinsics;
        this.resources = resources;
        this.clock = clock;
        this.endpoints = endpoints;
        this.dynamoDb = dynamoDb;
        capacity = Capacity.of(
                template,
                intrinsics,
                (table, key) -> dynamoDb.getItem(
                                get -> get.tableName(table).key(key).consistentRead(true))
                        .item());
        jars = new TaskRoots(data.resolve("functions"));
    }

    AwsCallLog log() {
        return log;
    }

    Faults faults() {
        return faults;
    }

    /** Starts the first execution environment of a function. */
    Environments start(FunctionDefinition function, String arn, Mode mode) {
        return switch (mode) {
            case ONE_JVM -> {
                var environment = inThisJvm(function);
                yield new Environments(_ -> HandlerFunction.start(function, arn, environment));
            }
            case PROCESSES ->
                new Environments(number ->
                        new ProcessFunction(function, arn, number, () -> startable(function.logicalId()), processes));
        };
    }

    /** Describes how to start a packaged function in a separate JVM. */
    Startable startable(String logicalId) {
        var function = FunctionDefinition.of(template, intrinsics, logicalId);
        return new Startable(
                function.handler(),
                intrinsics.attribute(logicalId, "Arn"),
                jars.of(templateFile.resolveSibling(function.codeUri())),
                variables(function),
                function.hasSnapshot());
    }

    /** Permissions that no call has needed since the start, by function label. */
    Map<String, List<String>> unneededPermissions() {
        return watched.stream().collect(Collectors.toMap(FunctionCalls::label, FunctionCalls::unneededPermissions));
    }

    @Override
    public void close() {
        processes.close();
    }

    /** Sets credentials, which the SDK requires and the emulators ignore. */
    static void setCredentials() {
        if (System.getenv(KEY_ID) == null) {
            System.setProperty("aws.accessKeyId", "local");
            System.setProperty("aws.secretAccessKey", "local");
        }
    }

    private LambdaEnvironment inThisJvm(FunctionDefinition function) {
        var calls = new FunctionCalls(
                function.label(),
                function.statements(),
                LocalResources.REGION,
                LocalResources.ACCOUNT,
                capacity,
                log,
                faults);
        watched.add(calls);
        return new LambdaEnvironment(variables(function), clock, random, new DurableTransactions(calls, dynamoDb));
    }

    private Map<String, String> variables(FunctionDefinition function) {
        var variables = new LinkedHashMap<String, String>();
        function.variables().forEach((name, value) -> variables.put(name, resources.withSecrets(value)));
        variables.put("SERVED_OVER", "http");
        variables.put("AWS_REGION", LocalResources.REGION);
        variables.put("AWS_LAMBDA_FUNCTION_NAME", function.logicalId());
        variables.putAll(endpoints);
        List.of(KEY_ID, SECRET_KEY)
                .forEach(name -> variables.put(name, System.getenv().getOrDefault(name, "local")));
        return variables;
    }
}

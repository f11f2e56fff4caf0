package net.osmand.account.devserver;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.osmand.account.aws.LambdaEnvironment;
import net.osmand.account.devserver.emulation.DurableTransactions;
import net.osmand.account.devserver.emulation.Emulators;
import net.osmand.account.devserver.emulation.ExternalEndpoint;
import net.osmand.account.devserver.emulation.LocalResources;
import net.osmand.account.devserver.emulation.Secrets;
import net.osmand.account.devserver.faults.FaultPlan;
import net.osmand.account.devserver.gateway.Gateway;
import net.osmand.account.devserver.gateway.Portal;
import net.osmand.account.devserver.process.FunctionProcess.Startable;
import net.osmand.account.devserver.process.FunctionProcesses;
import net.osmand.account.devserver.process.ProcessFunction;
import net.osmand.account.devserver.process.TaskRoots;
import net.osmand.account.devserver.runtime.Environments;
import net.osmand.account.devserver.runtime.Functions;
import net.osmand.account.devserver.runtime.HandlerFunction;
import net.osmand.account.devserver.runtime.LambdaEndpoint;
import net.osmand.account.devserver.runtime.QueueMappings;
import net.osmand.account.devserver.runtime.Retries;
import net.osmand.account.devserver.runtime.Traffic;
import net.osmand.account.devserver.time.Lifecycle;
import net.osmand.account.devserver.time.LocalClock;
import net.osmand.account.devserver.time.Scheduler;
import net.osmand.account.devserver.time.Schedules;
import net.osmand.account.devserver.time.TableStream;
import net.osmand.account.devserver.time.TimeToLive;
import net.osmand.account.devserver.watch.AwsCallLog;
import net.osmand.account.devserver.watch.Capacity;
import net.osmand.account.devserver.watch.Faults;
import net.osmand.account.devserver.watch.FunctionCalls;
import net.osmand.account.emulators.sqs.Queues;
import net.osmand.account.sam.FunctionDefinition;
import net.osmand.account.sam.Intrinsics;
import net.osmand.account.sam.Template;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The whole system on this machine, as the template says, with its data in one folder that one stack at a time may hold. */
public final class DevServer implements AutoCloseable {
    /** All requests come from 127.0.0.1, and the template has no default for the identity that mails come from. */
    private static final Map<String, String> LOCAL_PARAMETERS = Map.of(
            "CodesPerIpPerDay",
            "100000",
            "MailIdentityArn",
            "arn:aws:ses:" + LocalResources.REGION + ":" + LocalResources.ACCOUNT + ":identity/example.org");

    private static final String KEY_ID = "AWS_ACCESS_KEY_ID";
    private static final String SECRET_KEY = "AWS_SECRET_ACCESS_KEY";

    private final Gateway gateway;
    private final Emulators emulators;
    private final LambdaEndpoint lambda;
    private final FileLock lock;
    private final LocalClock clock;
    private final Scheduler due;
    private final QueueMappings mappings;
    private final List<TableStream> streams;
    private final List<FunctionCalls> watched = new ArrayList<>();
    private final FunctionProcesses processes = new FunctionProcesses();
    private final Function<String, Startable> startable;
    private final Limits limits;
    private final Secrets secrets;

    private DevServer(Path data, int port, Path templateFile, Map<String, String> given, Mode mode, FileLock lock) {
        this.lock = lock;
        var random = new SecureRandom();
        clock = new LocalClock(data.resolve("clock"), Clock.systemUTC());
        if (mode == Mode.PROCESSES && clock.hasMoved()) {
            throw new IllegalStateException("the clock of " + data
                    + " was moved, and functions in JVMs of their own have " + "the machine's: take another folder");
        }
        var template = Template.read(templateFile);
        var values = new LinkedHashMap<>(LOCAL_PARAMETERS);
        values.putAll(given);
        var parameters = new LinkedHashMap<>(template.parameters(values));
        parameters.putAll(LocalResources.PSEUDO_PARAMETERS);
        var hasPortal = !"no".equals(parameters.get("Portal"));
        gateway = new Gateway(
                port, clock, hasPortal ? new Portal(templateFile.resolveSibling("portal/dist")) : Portal.none());
        // Where PortalOrigin is empty make deploy gives the files bucket the portal's address; here it is the
        // gateway's.
        if (hasPortal && "".equals(parameters.get("PortalOrigin"))) {
            parameters.put("PortalOrigin", gateway.uri().toString());
        }
        secrets = new Secrets(data.resolve("secrets"), random);
        var resources =
                new LocalResources(template, secrets::secret, gateway.uri().toString());
        var intrinsics = new Intrinsics(template, parameters, resources);

        // Cognito mails through a function, and functions reach Cognito: the functions come last.
        var functions = new AtomicReference<Functions>();
        lambda = new LambdaEndpoint(functions::get);
        var plan = new FaultPlan();
        emulators = Emulators.start(data, clock, ExternalEndpoint.ofProcess(), plan, secrets::secret);
        emulators.provision(
                data,
                clock,
                random,
                template,
                intrinsics,
                (arn, event) -> functions.get().invoke(arn, event));
        var ledger = new AwsCallLog();
        var faults = new Faults();
        var around = new Surroundings(clock, random, capacity(template, intrinsics), ledger, faults);
        var jars = new TaskRoots(data.resolve("functions"));
        startable = id -> {
            var function = FunctionDefinition.of(template, intrinsics, id);
            return new Startable(
                    function.handler(),
                    intrinsics.attribute(id, "Arn"),
                    jars.of(templateFile.resolveSibling(function.codeUri())),
                    environment(function, resources),
                    function.hasSnapshot());
        };
        var traffic = new Traffic();
        emulators.queues().receiveIn(plan::inOrder);
        var retries = new Retries(emulators.queues(), plan, clock);
        functions.set(new Functions(template, intrinsics, retries, traffic, (function, arn) -> switch (mode) {
            case ONE_JVM -> {
                var platform = platform(function, resources, around);
                yield new Environments(_ -> HandlerFunction.start(function, arn, platform));
            }
            case PROCESSES ->
                new Environments(environment -> new ProcessFunction(
                        function, arn, environment, () -> startable.apply(function.logicalId()), processes));
        }));
        functions.get().bind(gateway);
        emulators.mailbox().reportTo(functions.get()::emit);

        var schedules = new Schedules(data.resolve("schedules"));
        functions.get().bind(schedules, clock.instant());
        mappings = new QueueMappings(emulators.queues(), traffic, plan);
        functions.get().bind(mappings);
        due = due(data, template, intrinsics, functions.get(), plan, schedules, () -> {
            retries.runDue();
            mappings.runDue();
        });
        streams = streams(template, intrinsics, functions.get());
        streams.forEach(stream -> mappings.addStream(stream::drain));
        streams.forEach(TableStream::start);
        mappings.start();
        limits = new Limits(gateway, emulators, template, intrinsics);
        gateway.start(
                new ControlApi(emulators, mappings, clock, due, ledger, faults, plan, functions.get(), mode, limits));
    }

    /** Starts everything; with port 0 the gateway takes any that is free. */
    public static DevServer start(Path data, int port, Path template) {
        return start(data, port, template, Map.of(), Mode.ONE_JVM);
    }

    /** Starts everything with some of the template's parameters given. */
    public static DevServer start(Path data, int port, Path template, Map<String, String> parameters) {
        return start(data, port, template, parameters, Mode.ONE_JVM);
    }

    /** Starts everything with some of the template's parameters given, and its functions where the mode says. */
    public static DevServer start(Path data, int port, Path template, Map<String, String> parameters, Mode mode) {
        credentials();
        try {
            Files.createDirectories(data);
            var channel = FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new IllegalStateException(data + " is in use by another local stack");
            }
            try {
                return new DevServer(data.toAbsolutePath(), port, template, parameters, mode, lock);
            } catch (RuntimeException failed) {
                channel.close();
                throw failed;
            }
        } catch (IOException unusable) {
            throw new UncheckedIOException("cannot keep data in " + data, unusable);
        }
    }

    /** Where the product and {@code /local/} are served. */
    public URI uri() {
        return gateway.uri();
    }

    /** The variables that send clients here, for tools that work beside the functions. */
    public Map<String, String> endpoints() {
        return emulators.endpoints();
    }

    /** The stack's own client of its tables, for tests that look behind the routes. */
    public DynamoDbClient dynamoDb() {
        return emulators.dynamoDb();
    }

    /** The stack's own client of its bucket, for tests that count objects. */
    public S3Client s3() {
        return emulators.s3();
    }

    /** The value of a secret of the template. */
    public String secret(String logicalId) {
        return secrets.secret(logicalId);
    }

    /** The limits of AWS that are off unless they are asked for. */
    public Limits limits() {
        return limits;
    }

    /** The queues, for tests that look at them or send what no route sends. */
    public Queues queues() {
        if (emulators.queues() instanceof Queues ours) {
            return ours;
        }
        throw new IllegalStateException("another SQS serves the queues");
    }

    /** What it takes to start the packaged function of that logical id in a JVM of its own, for those who measure it. */
    public Startable startable(String logicalId) {
        return startable.apply(logicalId);
    }

    /** What each function's policy allows and no call since the start has needed, by the ledger's names. */
    public Map<String, List<String>> unneededRights() {
        return watched.stream().collect(Collectors.toMap(FunctionCalls::label, FunctionCalls::unneededRights));
    }

    /** Does what is due by now, as moving the clock does. */
    public void runDue() {
        due.run(clock.instant());
    }

    @Override
    public void close() {
        gateway.close();
        streams.forEach(TableStream::close);
        mappings.close();
        processes.close();
        lambda.close();
        emulators.close();
        try {
            lock.acquiredBy().close();
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }

    /** Emulators accept any; the SDK wants some, and functions take them from where the SDK looks by default. */
    private static void credentials() {
        if (System.getenv(KEY_ID) == null) {
            System.setProperty("aws.accessKeyId", "local");
            System.setProperty("aws.secretAccessKey", "local");
        }
    }

    private Map<String, String> environment(FunctionDefinition function, LocalResources resources) {
        var environment = new LinkedHashMap<String, String>();
        function.variables().forEach((name, value) -> environment.put(name, resources.withSecrets(value)));
        environment.put("SERVED_OVER", "http");
        environment.put("AWS_REGION", LocalResources.REGION);
        environment.put("AWS_LAMBDA_FUNCTION_NAME", function.logicalId());
        environment.putAll(emulators.endpoints());
        environment.put("AWS_ENDPOINT_URL_LAMBDA", lambda.uri().toString());
        List.of(KEY_ID, SECRET_KEY)
                .forEach(name -> environment.put(name, System.getenv().getOrDefault(name, "local")));
        return environment;
    }

    private LambdaEnvironment platform(FunctionDefinition function, LocalResources resources, Surroundings around) {
        var calls = new FunctionCalls(
                function.label(),
                function.statements(),
                LocalResources.REGION,
                LocalResources.ACCOUNT,
                around.capacity,
                around.ledger,
                around.faults);
        watched.add(calls);
        var durable = new DurableTransactions(calls, emulators.dynamoDb());
        return new LambdaEnvironment(environment(function, resources), around.clock, around.random, durable);
    }

    private static Capacity capacity(Template template, Intrinsics intrinsics) {
        var indexes = new HashMap<String, List<Set<String>>>();
        for (var id : template.ofType("AWS::DynamoDB::Table")) {
            var properties = intrinsics.resolve(template.properties(id));
            var keys = new ArrayList<Set<String>>();
            for (var kind : List.of("LocalSecondaryIndexes", "GlobalSecondaryIndexes")) {
                properties
                        .path(kind)
                        .forEach(index ->
                                keys.add(Set.copyOf(index.path("KeySchema").findValuesAsText("AttributeName"))));
            }
            indexes.put(intrinsics.reference(id), keys);
        }
        return new Capacity(indexes);
    }

    private List<TableStream> streams(Template template, Intrinsics intrinsics, Functions functions) {
        var found = new ArrayList<TableStream>();
        for (var id : template.ofType("AWS::DynamoDB::Table")) {
            if (intrinsics.resolve(template.properties(id)).has("StreamSpecification")) {
                var name = intrinsics.reference(id);
                var arn = emulators
                        .dynamoDb()
                        .describeTable(describe -> describe.tableName(name))
                        .table()
                        .latestStreamArn();
                var inTemplate = intrinsics.attribute(id, "StreamArn");
                emulators
                        .streams()
                        .ifPresent(client ->
                                found.add(new TableStream(client, arn, inTemplate, functions.listeners(inTemplate))));
            }
        }
        return found;
    }

    private Scheduler due(
            Path data,
            Template template,
            Intrinsics intrinsics,
            Functions functions,
            FaultPlan plan,
            Schedules schedules,
            Runnable messages) {
        var tables = new ArrayList<TimeToLive>();
        for (var id : template.ofType("AWS::DynamoDB::Table")) {
            var properties = intrinsics.resolve(template.properties(id));
            var timeToLive = properties.path("TimeToLiveSpecification");
            if (timeToLive.path("Enabled").asBoolean()) {
                var keys = new ArrayList<String>();
                properties
                        .path("KeySchema")
                        .forEach(key -> keys.add(key.path("AttributeName").asText()));
                var streamArn = intrinsics.attribute(id, "StreamArn");
                tables.add(new TimeToLive(
                        emulators.dynamoDb(),
                        new TimeToLive.Table(
                                intrinsics.reference(id),
                                keys,
                                timeToLive.path("AttributeName").asText(),
                                streamArn),
                        functions.listeners(streamArn),
                        plan::lateness));
            }
        }
        var buckets = new ArrayList<Lifecycle>();
        for (var id : template.ofType("AWS::S3::Bucket")) {
            JsonNode rules = intrinsics
                    .resolve(template.properties(id))
                    .path("LifecycleConfiguration")
                    .path("Rules");
            buckets.add(new Lifecycle(
                    emulators.s3(), intrinsics.reference(id), rules, clock::local, data.resolve("lifecycle-" + id)));
        }
        return new Scheduler(tables, schedules, messages, buckets);
    }

    /** What all functions share. */
    private record Surroundings(
            LocalClock clock, SecureRandom random, Capacity capacity, AwsCallLog ledger, Faults faults) {}
}

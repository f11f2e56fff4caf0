package net.osmand.account.devserver;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import net.osmand.account.devserver.emulation.Emulators;
import net.osmand.account.devserver.emulation.ExternalEndpoint;
import net.osmand.account.devserver.emulation.LocalResources;
import net.osmand.account.devserver.emulation.Secrets;
import net.osmand.account.devserver.faults.FaultPlan;
import net.osmand.account.devserver.gateway.Gateway;
import net.osmand.account.devserver.gateway.Portal;
import net.osmand.account.devserver.process.FunctionProcess.Startable;
import net.osmand.account.devserver.runtime.Functions;
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
import net.osmand.account.emulators.sqs.Queues;
import net.osmand.account.sam.Intrinsics;
import net.osmand.account.sam.Template;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Runs the stack of a template on this machine. Its data is in one folder, which a lock reserves for one dev server.
 */
public final class DevServer implements AutoCloseable {
    /**
     * Every caller has the address 127.0.0.1, so its limit is high. The template has no default for the sender's
     * identity.
     */
    private static final Map<String, String> LOCAL_PARAMETERS = Map.of(
            "CodesPerIpPerDay",
            "100000",
            "MailIdentityArn",
            "arn:aws:ses:" + LocalResources.REGION + ":" + LocalResources.ACCOUNT + ":identity/example.org");

    private final Gateway gateway;
    private final Emulators emulators;
    private final LambdaEndpoint lambda;
    private final FunctionStarter starter;
    private final DataFolderLock lock;
    private final LocalClock clock;
    private final Scheduler scheduler;
    private final QueueMappings mappings;
    private final List<TableStream> streams;
    private final Limits limits;
    private final Secrets secrets;

    private DevServer(
            Path data, int port, Path templateFile, Map<String, String> given, Mode mode, DataFolderLock lock) {
        this.lock = lock;
        var random = new SecureRandom();
        clock = new LocalClock(data.resolve("clock"), Clock.systemUTC());
        if (mode == Mode.PROCESSES && clock.hasMoved()) {
            throw new IllegalStateException("the clock of " + data
                    + " was moved, and functions in JVMs of their own use the machine's: take another folder");
        }
        var template = Template.read(templateFile);
        var parameters = parameters(template, given);
        var hasPortal = !"no".equals(parameters.get("Portal"));
        gateway = new Gateway(
                port, clock, hasPortal ? new Portal(templateFile.resolveSibling("portal/dist")) : Portal.none());
        // Without PortalOrigin, make deploy puts the portal's address into the files bucket. Here it is the gateway's.
        if (hasPortal && "".equals(parameters.get("PortalOrigin"))) {
            parameters.put("PortalOrigin", gateway.uri().toString());
        }
        secrets = new Secrets(data.resolve("secrets"), random);
        var resources =
                new LocalResources(template, secrets::secret, gateway.uri().toString());
        var intrinsics = new Intrinsics(template, parameters, resources);

        // Cognito calls a function and functions call Cognito, so the functions are started last.
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
        starter = new FunctionStarter(
                data,
                templateFile,
                template,
                intrinsics,
                resources,
                clock,
                endpoints(emulators, lambda),
                emulators.dynamoDb());
        var traffic = new Traffic();
        emulators.queues().receiveIn(plan::inOrder);
        var retries = new Retries(emulators.queues(), plan, clock);
        functions.set(new Functions(
                template, intrinsics, retries, traffic, (function, arn) -> starter.start(function, arn, mode)));
        functions.get().bind(gateway);
        emulators.mailbox().reportTo(functions.get()::emit);

        var schedules = new Schedules(data.resolve("schedules"));
        functions.get().bind(schedules, clock.instant());
        mappings = new QueueMappings(emulators.queues(), traffic, plan);
        functions.get().bind(mappings);
        scheduler = new Scheduler(
                TimeToLive.of(template, intrinsics, emulators.dynamoDb(), functions.get()::listeners, plan::lateness),
                schedules,
                () -> {
                    retries.runDue();
                    mappings.runDue();
                },
                Lifecycle.of(template, intrinsics, emulators.s3(), clock::local, data));
        streams = TableStream.of(template, intrinsics, emulators, functions.get()::listeners);
        streams.forEach(stream -> mappings.addStream(stream::drain));
        streams.forEach(TableStream::start);
        mappings.start();
        limits = new Limits(gateway, emulators, template, intrinsics);
        gateway.start(
                new ControlApi(emulators, mappings, clock, scheduler, starter, plan, functions.get(), mode, limits));
    }

    private static Map<String, String> parameters(Template template, Map<String, String> given) {
        var values = new LinkedHashMap<>(LOCAL_PARAMETERS);
        values.putAll(given);
        var parameters = new LinkedHashMap<>(template.parameters(values));
        parameters.putAll(LocalResources.PSEUDO_PARAMETERS);
        return parameters;
    }

    private static Map<String, String> endpoints(Emulators emulators, LambdaEndpoint lambda) {
        var all = new LinkedHashMap<>(emulators.endpoints());
        all.put("AWS_ENDPOINT_URL_LAMBDA", lambda.uri().toString());
        return all;
    }

    /** Starts the template with its default parameters. Port 0 means any free port. */
    public static DevServer start(Path data, int port, Path template) {
        return start(data, port, template, Map.of(), Mode.ONE_JVM);
    }

    /** Starts the template with some parameters set, and the functions in this JVM. */
    public static DevServer start(Path data, int port, Path template, Map<String, String> parameters) {
        return start(data, port, template, parameters, Mode.ONE_JVM);
    }

    /**
     * Starts the template with some parameters set.
     *
     * @param port of the gateway; 0 means any free port
     * @param parameters values by parameter name; the others keep their defaults
     * @throws IllegalStateException if another dev server uses the folder
     */
    public static DevServer start(Path data, int port, Path template, Map<String, String> parameters, Mode mode) {
        FunctionStarter.setCredentials();
        var lock = DataFolderLock.take(data);
        try {
            return new DevServer(data.toAbsolutePath(), port, template, parameters, mode, lock);
        } catch (RuntimeException failed) {
            lock.close();
            throw failed;
        }
    }

    /** The base address of the API, the portal and {@code /local/}. */
    public URI uri() {
        return gateway.uri();
    }

    /** Environment variables that direct AWS clients to the emulators. */
    public Map<String, String> endpoints() {
        return emulators.endpoints();
    }

    /** A DynamoDB client without policies and call log, for tests that read rows. */
    public DynamoDbClient dynamoDb() {
        return emulators.dynamoDb();
    }

    /** An S3 client without policies and call log, for tests that count objects. */
    public S3Client s3() {
        return emulators.s3();
    }

    /** The value of a secret of the template. */
    public String secret(String logicalId) {
        return secrets.secret(logicalId);
    }

    /** AWS limits that are off by default. */
    public Limits limits() {
        return limits;
    }

    /** The queues, for tests that read them or send messages directly. */
    public Queues queues() {
        if (emulators.queues() instanceof Queues ours) {
            return ours;
        }
        throw new IllegalStateException("another SQS serves the queues");
    }

    /** Describes how to start a packaged function in a separate JVM, for benchmarks. */
    public Startable startable(String logicalId) {
        return starter.startable(logicalId);
    }

    /** Permissions that no call has needed since the start, by function label. */
    public Map<String, List<String>> unusedPermissions() {
        return starter.unneededPermissions();
    }

    /** Runs everything that is due, as a move of the clock does. */
    public void runDue() {
        scheduler.run(clock.instant());
    }

    @Override
    public void close() {
        gateway.close();
        streams.forEach(TableStream::close);
        mappings.close();
        starter.close();
        lambda.close();
        emulators.close();
        lock.close();
    }
}

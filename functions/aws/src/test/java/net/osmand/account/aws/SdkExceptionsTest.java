package net.osmand.account.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import net.osmand.account.aws.cognito.CognitoCodeProvider;
import net.osmand.account.core.values.Deadline;
import net.osmand.account.core.values.EmailAddress;
import net.osmand.account.core.values.ProblemException;
import net.osmand.account.core.values.UnavailableException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;
import software.amazon.awssdk.services.sesv2.model.SesV2Exception;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * Tests every exception of the services that we call, and the status of a request that ends with it: 503 is transient,
 * 429 is a quota of the caller, 500 is a fault of ours or of the deployment. {@code sdk-exceptions.csv} lists them all.
 */
class SdkExceptionsTest {
    private static final String TABLE = "/sdk-exceptions.csv";

    private static final Map<String, Class<? extends AwsServiceException>> SERVICES = Map.of(
            "cognitoidentityprovider", CognitoIdentityProviderException.class,
            "dynamodb", DynamoDbException.class,
            "kms", KmsException.class,
            "s3", S3Exception.class,
            "secretsmanager", SecretsManagerException.class,
            "sesv2", SesV2Exception.class,
            "sqs", SqsException.class);

    @Test
    void theTableNamesEachExceptionOfTheModels() {
        var modelled = new TreeSet<String>();
        SERVICES.forEach((service, base) -> modelled.addAll(exceptions(service, base)));

        assertThat(rows().map(row -> row[0] + "," + row[1])).containsExactlyInAnyOrderElementsOf(modelled);
    }

    @ParameterizedTest(name = "{0} {1} is {4}")
    @CsvFileSource(resources = TABLE, numLinesToSkip = 1)
    void onlyWhatPassesByItselfIsUnavailable(String service, String name, String code, int wire, int ours)
            throws ReflectiveOperationException {
        var type = Class.forName("software.amazon.awssdk.services." + service + ".model." + name);
        var builder = (AwsServiceException.Builder) type.getMethod("builder").invoke(null);
        var failure = builder.statusCode(wire)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();

        assertThat(failure).isInstanceOf(type);
        assertThat(TransientFailures.isTransient(failure)).isEqualTo(ours == 503);
    }

    static Stream<String> cognito() {
        return rows().filter(row -> row[0].equals("cognitoidentityprovider") && !row[4].equals("500"))
                .map(row -> row[2] + "," + row[3] + "," + row[4]);
    }

    /** Sends each error over HTTP to every operation of the adapter. */
    @Tag("slow")
    @ParameterizedTest
    @MethodSource
    void cognito(String row) throws IOException {
        var parts = row.split(",", -1);
        var email = new EmailAddress("ann@example.org");
        try (var pool = StubServer.json(Integer.parseInt(parts[1]), "{\"__type\":\"" + parts[0] + "\"}")) {
            var issuer = new CognitoCodeProvider(pool.clients().cognito(), "pool", "client");
            for (Runnable operation : List.<Runnable>of(
                    () -> issuer.signUp(email),
                    () -> issuer.find(email),
                    () -> issuer.create(email),
                    () -> issuer.confirm(email),
                    () -> issuer.challenge(email),
                    () -> issuer.forgotPassword(email),
                    () -> issuer.setPassword(email, "password"),
                    () -> issuer.isPassword(email, "password"),
                    () -> issuer.changeEmail("subject", email),
                    () -> issuer.delete("subject"))) {
                if (parts[2].equals("503")) {
                    try (var _ = Deadline.after(Duration.ofSeconds(1))) {
                        assertThatThrownBy(operation::run).isInstanceOf(UnavailableException.class);
                    }
                } else {
                    assertThatThrownBy(operation::run).isInstanceOfSatisfying(ProblemException.class, refused -> {
                        assertThat(refused.problem().status()).isEqualTo(429);
                        assertThat(refused.retryAfterSeconds()).isPositive();
                    });
                }
            }
        }
    }

    private static Stream<String[]> rows() {
        try (InputStream table = Objects.requireNonNull(SdkExceptionsTest.class.getResourceAsStream(TABLE))) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().skip(1).map(line -> line.split(",", -1)).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> exceptions(String service, Class<? extends AwsServiceException> base) {
        var folder = base.getPackageName().replace('.', '/') + "/";
        try (var jar = new JarFile(
                Path.of(base.getProtectionDomain().getCodeSource().getLocation().toURI())
                        .toFile())) {
            return jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(folder) && name.endsWith(".class") && !name.contains("$"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .filter(name -> name.endsWith("Exception"))
                    .map(SdkExceptionsTest::load)
                    .filter(type ->
                            base.isAssignableFrom(type) && type != base && !Modifier.isAbstract(type.getModifiers()))
                    .map(type -> service + "," + type.getSimpleName())
                    .toList();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}

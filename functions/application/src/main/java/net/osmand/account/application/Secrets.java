package net.osmand.account.application;

import java.time.Clock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import net.osmand.account.aws.AwsClients;
import net.osmand.account.aws.Lazy;
import net.osmand.account.aws.secrets.ProxySecret;
import net.osmand.account.aws.secrets.SecretValues;
import net.osmand.account.aws.secrets.SecretsManagerSecrets;
import net.osmand.account.aws.secrets.StackSecret;
import net.osmand.account.core.purchases.DeletedOwnerHash;
import net.osmand.account.core.purchases.SharedSecrets;
import net.osmand.account.core.values.KeyedHash;

/** Reads the secrets of the stack when they are first needed, and builds what depends on them. */
public final class Secrets {
    private final Settings settings;
    private final AwsClients clients;
    private final Clock clock;
    private final Supplier<SecretValues> values;
    private final Supplier<StackSecret> stackSecret;
    private final Supplier<KeyedHash> codeHash;

    Secrets(Settings settings, AwsClients clients, Clock clock) {
        this.settings = settings;
        this.clients = clients;
        this.clock = clock;
        values = new Lazy<>(() -> new SecretValues(clients.secretsManager()));
        stackSecret = new Lazy<>(() -> new StackSecret(secret("STACK_SECRET")));
        codeHash = new Lazy<>(() -> new KeyedHash(stackSecret.get().key("codes")));
    }

    /** Returns the hash of codes and of the addresses in counters. */
    public KeyedHash codeHash() {
        return codeHash.get();
    }

    public SharedSecrets shopSecrets() {
        return new SecretsManagerSecrets(clients.secretsManager(), settings.text("SHOP_SECRET"), clock);
    }

    public DeletedOwnerHash deletedOwnerHash() {
        return new DeletedOwnerHash(new KeyedHash(stackSecret.get().key("deleted owners")));
    }

    /** Returns a test for the secret of CloudFront. */
    public Predicate<String> originSecret() {
        return proxySecret("ORIGIN_SECRET");
    }

    /** Returns a test for the secret of the operator's proxy. */
    public Predicate<String> proxySecret() {
        return proxySecret("PROXY_SECRET");
    }

    private ProxySecret proxySecret(String variable) {
        return new ProxySecret(secret(variable), clock);
    }

    /** Returns a reader of the secret whose ARN is in the environment variable. */
    private Supplier<String> secret(String variable) {
        var id = settings.text(variable);
        return () -> values.get().read(id);
    }
}

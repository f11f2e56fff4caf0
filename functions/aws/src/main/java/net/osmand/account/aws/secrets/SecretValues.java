package net.osmand.account.aws.secrets;

import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Reads secrets from Secrets Manager and caches none. */
public final class SecretValues {
    private final SecretsManagerClient client;

    public SecretValues(SecretsManagerClient client) {
        this.client = client;
    }

    /** Returns the current value of the secret with this ARN. */
    public String read(String secretId) {
        return client.getSecretValue(r -> r.secretId(secretId)).secretString();
    }
}

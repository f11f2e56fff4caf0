package net.osmand.account.emulators.kms;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import net.osmand.account.emulators.wire.AwsError;
import net.osmand.account.emulators.wire.JsonEndpoint;
import net.osmand.account.emulators.wire.StateFile;

/** Symmetric keys in one file. AES-GCM encrypts and authenticates the encryption context, as in AWS. */
public final class KmsKeys {
    private static final int KEY_BYTES = 32;
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final StateFile file;
    private final SecureRandom random;
    private final Map<String, String> materials = new TreeMap<>();

    /** Keys in Base64 by ARN. */
    record Stored(Map<String, String> materials) {}

    public KmsKeys(Path file, SecureRandom random) {
        this.file = new StateFile(file);
        this.random = random;
        this.file.read(Stored.class).ifPresent(stored -> materials.putAll(stored.materials()));
    }

    /** Creates the key of that ARN if it does not exist. */
    public synchronized KmsKeys with(String keyArn) {
        if (!materials.containsKey(keyArn)) {
            materials.put(keyArn, Base64.getEncoder().encodeToString(bytes(KEY_BYTES)));
            file.write(new Stored(materials));
        }
        return this;
    }

    /** Returns the ARN for a key's ARN or id. */
    synchronized String arn(String name) {
        return materials.keySet().stream()
                .filter(arn -> arn.equals(name) || arn.endsWith(":key/" + name))
                .findFirst()
                .orElseThrow(() -> new AwsError("NotFoundException", "Key '" + name + "' does not exist"));
    }

    byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Encrypts. The ciphertext names its key, because Decrypt takes no key id. */
    byte[] encrypt(String keyArn, byte[] plain, Map<String, String> context) {
        var name = keyArn.getBytes(StandardCharsets.UTF_8);
        var iv = bytes(IV_BYTES);
        var sealed = crypt(Cipher.ENCRYPT_MODE, keyArn, iv, plain, context);
        return ByteBuffer.allocate(Short.BYTES + name.length + IV_BYTES + sealed.length)
                .putShort((short) name.length)
                .put(name)
                .put(iv)
                .put(sealed)
                .array();
    }

    /** Reads the key's ARN from a ciphertext. */
    static String keyOf(byte[] blob) {
        return new String(blob, Short.BYTES, nameLength(blob), StandardCharsets.UTF_8);
    }

    byte[] decrypt(byte[] blob, Map<String, String> context) {
        var keyArn = keyOf(blob);
        var buffer = ByteBuffer.wrap(blob).position(Short.BYTES + nameLength(blob));
        var iv = new byte[IV_BYTES];
        buffer.get(iv);
        var sealed = new byte[buffer.remaining()];
        buffer.get(sealed);
        return crypt(Cipher.DECRYPT_MODE, keyArn, iv, sealed, context);
    }

    private static int nameLength(byte[] blob) {
        var length = blob.length < Short.BYTES ? -1 : ByteBuffer.wrap(blob).getShort();
        if (length < 0 || blob.length < Short.BYTES + length + IV_BYTES) {
            throw unreadable();
        }
        return length;
    }

    private byte[] crypt(int mode, String keyArn, byte[] iv, byte[] input, Map<String, String> context) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, material(keyArn), new GCMParameterSpec(TAG_BITS, iv));
            cipher.updateAAD(JsonEndpoint.JSON.writeValueAsBytes(new TreeMap<>(context)));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException | JsonProcessingException e) {
            throw unreadable();
        }
    }

    private synchronized SecretKeySpec material(String keyArn) {
        var material = materials.get(keyArn);
        if (material == null) {
            throw unreadable();
        }
        return new SecretKeySpec(Base64.getDecoder().decode(material), "AES");
    }

    private static AwsError unreadable() {
        return new AwsError("InvalidCiphertextException", "The ciphertext or its encryption context is not right");
    }
}

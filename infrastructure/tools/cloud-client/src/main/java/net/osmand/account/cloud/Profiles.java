package net.osmand.account.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import net.osmand.account.cloud.api.CloudException;
import net.osmand.account.cloud.api.ExitCode;
import net.osmand.account.cloud.api.Session;

/** The sign-ins of this computer, each in a file that only its user can read. */
final class Profiles {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final String SUFFIX = ".json";

    private final Path folder;

    Profiles(Path folder) {
        this.folder = folder;
    }

    /**
     * A sign-in.
     *
     * @param nativeId identifies this computer and profile to the server
     */
    record Profile(Session session, String nativeId) {}

    Optional<Profile> find(String name) {
        var file = file(name);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(file.toFile(), Profile.class));
        } catch (JsonProcessingException e) {
            throw new CloudException(
                    ExitCode.NOT_SIGNED_IN, "The profile %s is damaged. Sign in again.".formatted(name), e);
        } catch (IOException e) {
            throw cannotUse(e);
        }
    }

    /** Returns the sign-in of a profile. Ends the command if there is none. */
    Session session(String name) {
        return find(name)
                .map(Profile::session)
                .orElseThrow(() -> new CloudException(
                        ExitCode.NOT_SIGNED_IN,
                        "You are not signed in (profile %s). Run \"osmand-cloud login\".".formatted(name)));
    }

    void save(String name, Profile profile) {
        try {
            Files.createDirectories(folder, readable("rwx------"));
            var temporary = Files.createTempFile(folder, "profile", ".tmp", readable("rw-------"));
            Files.write(temporary, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(profile));
            Files.move(temporary, file(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw cannotUse(e);
        }
    }

    private FileAttribute<?>[] readable(String permissions) {
        var isPosix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        return isPosix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    void delete(String name) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw cannotUse(e);
        }
    }

    List<String> names() {
        var names = new ArrayList<String>();
        if (Files.isDirectory(folder)) {
            try (var files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
                files.forEach(file -> {
                    var name = file.getFileName().toString();
                    names.add(name.substring(0, name.length() - SUFFIX.length()));
                });
            } catch (IOException e) {
                throw cannotUse(e);
            }
        }
        names.sort(null);
        return names;
    }

    private Path file(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new CloudException(
                    ExitCode.USAGE, "A profile's name has letters, digits, dots, hyphens and underscores only.");
        }
        return folder.resolve(name + SUFFIX);
    }

    private CloudException cannotUse(IOException e) {
        return new CloudException(
                ExitCode.DISK, "The folder %s cannot be used: %s".formatted(folder, e.getMessage()), e);
    }
}

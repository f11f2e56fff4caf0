package net.osmand.account.cloud;

import picocli.CommandLine.Option;

/** Selects the sign-in that a command uses. */
final class ProfileOption {
    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = "default",
            description = "The sign-in to use (default: ${DEFAULT-VALUE}).")
    private String name = "default";

    String name() {
        return name;
    }
}

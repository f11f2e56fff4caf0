package net.osmand.account.core.signin;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.osmand.account.core.values.EmailAddress;

/** The addresses and domains that may have an account; an empty set allows all. */
public record SignUpPolicy(Set<String> invited) {
    /** The error message for all other addresses. */
    public static final String NOT_INVITED = "this server accepts invited e-mail addresses only";

    public SignUpPolicy {
        invited = Set.copyOf(invited);
    }

    /** Parses a text such as {@code open}, or {@code ann@example.org, example.com}. */
    public static SignUpPolicy of(String text) {
        var listed = text.strip().equalsIgnoreCase("open")
                ? Stream.<String>empty()
                : Stream.of(text.split("[,\\s]+", -1)).filter(entry -> !entry.isEmpty());
        return new SignUpPolicy(
                listed.map(entry -> entry.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet()));
    }

    public boolean isInvited(EmailAddress email) {
        var address = email.value();
        return invited.isEmpty()
                || invited.contains(address)
                || invited.contains(address.substring(address.indexOf('@') + 1));
    }
}

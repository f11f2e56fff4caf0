package net.osmand.account.emulators.ses;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** A failed delivery that SES's mailbox simulator causes, and its EventBridge event. */
enum DeliveryFailure {
    NONE,
    BOUNCE,
    COMPLAINT,
    /** The address is on the account's suppression list. */
    SUPPRESSED;

    private static final Pattern SIMULATOR =
            Pattern.compile("(bounce|complaint)(\\+[^@]*)?@simulator\\.amazonses\\.com", Pattern.CASE_INSENSITIVE);

    static DeliveryFailure of(String address) {
        var simulated = SIMULATOR.matcher(address);
        return simulated.matches() ? valueOf(simulated.group(1).toUpperCase(Locale.ROOT)) : NONE;
    }

    boolean isDelivered() {
        return this == NONE || this == COMPLAINT;
    }

    Optional<Map<String, Object>> event(String address, String configurationSet) {
        return switch (this) {
            case NONE -> Optional.empty();
            case BOUNCE -> Optional.of(bounced("General", address, configurationSet));
            case SUPPRESSED -> Optional.of(bounced("OnAccountSuppressionList", address, configurationSet));
            case COMPLAINT ->
                Optional.of(event(
                        "Email Complaint Received",
                        address,
                        configurationSet,
                        Map.of(
                                "eventType",
                                "Complaint",
                                "complaint",
                                Map.of("complainedRecipients", List.of(Map.of("emailAddress", address))))));
        };
    }

    private static Map<String, Object> bounced(String subType, String address, String configurationSet) {
        return event(
                "Email Bounced",
                address,
                configurationSet,
                Map.of(
                        "eventType",
                        "Bounce",
                        "bounce",
                        Map.of(
                                "bounceType",
                                "Permanent",
                                "bounceSubType",
                                subType,
                                "bouncedRecipients",
                                List.of(Map.of("emailAddress", address, "status", "5.1.1")))));
    }

    private static Map<String, Object> event(
            String detailType, String address, String configurationSet, Map<String, Object> what) {
        var detail = new LinkedHashMap<>(what);
        detail.put(
                "mail",
                Map.of(
                        "destination", List.of(address),
                        "tags", Map.of("ses:configuration-set", List.of(configurationSet))));
        return Map.of(
                "version",
                "0",
                "id",
                UUID.randomUUID().toString(),
                "source",
                "aws.ses",
                "detail-type",
                detailType,
                "detail",
                detail);
    }
}

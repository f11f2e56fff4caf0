package net.osmand.account.tools.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often a user asks for what in a month. Both kinds of client do the same; they differ in how they learn what changed.
 *
 * @param requests by route
 * @param events by function that no route starts
 */
record Profile(String name, Map<String, Double> requests, Map<String, Double> events) {
    /** Rounds of a sync in which nothing changed. */
    static final double ROUNDS = 240;

    /** Of a file, bytes as stored. */
    static final double FILE = 13_000;

    /** Of large files that a user keeps, bytes. */
    static final double LARGE = 0.2e9;

    /** Lists all files at each round, as the unmodified app does. */
    static Profile app() {
        return of("unmodified app", "GET /userdata/list-files", 0);
    }

    /** Asks what changed since its cursor, and lists all once in ten months. */
    static Profile cursor() {
        return of("cursor client", "GET /v1/changes/since", 0.1);
    }

    private static Profile of(String name, String round, double fullLists) {
        var requests = new LinkedHashMap<String, Double>();
        requests.put(round, ROUNDS);
        requests.merge("GET /userdata/list-files", fullLists, Double::sum);
        requests.put("POST /userdata/upload-file", 100.0);
        requests.put("GET /userdata/download-file", 20.0);
        requests.put("POST /userdata/delete-file", 5.0);
        requests.put("GET /userdata/user-validate-sub", 8.0);
        requests.put("POST /userdata/user-register", 0.25);
        requests.put("POST /userdata/device-register", 0.25);
        requests.values().removeIf(often -> often == 0);
        return new Profile(name, requests, Map.of("MailCodeFunction", 0.25, "SendMailFunction", 0.25));
    }
}

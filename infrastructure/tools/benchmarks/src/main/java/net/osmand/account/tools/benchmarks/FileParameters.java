package net.osmand.account.tools.benchmarks;

import java.util.Map;

/** Paths, parameters and bodies of requests about one track. */
final class FileParameters {
    private FileParameters() {}

    static Map<String, String> file(String name) {
        return Map.of("type", "GPX", "name", name);
    }

    static Map<String, String> version(String name, long time) {
        return Map.of("type", "GPX", "name", name, "updatetime", Long.toString(time));
    }

    static String selected(String name, long time) {
        return "[" + json(Map.of("name", name, "type", "GPX", "updatetime", time)) + "]";
    }

    /** Returns the path of a route such as {@code GET /v1/usage}. */
    static String path(String route) {
        return route.substring(route.indexOf(' ') + 1);
    }

    static String json(Map<String, Object> values) {
        return MeasuredStack.JSON.valueToTree(values).toString();
    }
}

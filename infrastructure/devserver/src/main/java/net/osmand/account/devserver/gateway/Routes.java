package net.osmand.account.devserver.gateway;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The route table. A literal path takes precedence over path parameters, these over a greedy parameter, and a method
 * over ANY.
 */
final class Routes<T> {
    private static final Pattern PARAMETER = Pattern.compile("\\{([A-Za-z0-9_.-]+)(\\+?)}");

    private final List<Route<T>> routes = new ArrayList<>();

    void add(String method, String path, T target) {
        var names = new ArrayList<String>();
        var expression = new StringBuilder();
        var end = 0;
        var greedy = false;
        var parameter = PARAMETER.matcher(path);
        while (parameter.find()) {
            expression.append(Pattern.quote(path.substring(end, parameter.start())));
            greedy |= !parameter.group(2).isEmpty();
            expression.append(parameter.group(2).isEmpty() ? "([^/]+)" : "(.+)");
            names.add(parameter.group(1));
            end = parameter.end();
        }
        expression.append(Pattern.quote(path.substring(end)));
        var rank = (greedy ? 1_000 : 0) + names.size() * 2 + (method.equals("ANY") ? 1 : 0);
        routes.add(
                new Route<>(method, method + " " + path, Pattern.compile(expression.toString()), names, rank, target));
        routes.sort(Comparator.comparingInt(Route::rank));
    }

    Optional<Match<T>> find(String method, String path) {
        for (var route : routes) {
            var matcher = route.pattern.matcher(path);
            if ((route.method.equals(method) || route.method.equals("ANY")) && matcher.matches()) {
                var parameters = new LinkedHashMap<String, String>();
                for (var i = 0; i < route.names.size(); i++) {
                    parameters.put(route.names.get(i), matcher.group(i + 1));
                }
                return Optional.of(new Match<>(route.key, parameters, route.target));
            }
        }
        return Optional.empty();
    }

    record Match<T>(String routeKey, Map<String, String> pathParameters, T target) {}

    private record Route<T>(String method, String key, Pattern pattern, List<String> names, int rank, T target) {}
}

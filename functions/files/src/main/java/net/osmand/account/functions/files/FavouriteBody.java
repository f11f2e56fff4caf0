package net.osmand.account.functions.files;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import net.osmand.account.core.favourites.Favourite;
import net.osmand.account.core.favourites.FavouriteGroup;
import net.osmand.account.lambda.Json;
import net.osmand.account.lambda.MalformedRequestException;
import net.osmand.account.lambda.Request;
import net.osmand.account.lambda.RequestLimits;

/** Reads points and groups of favourites as the web client sends them (docs/protocol/favourites.md#body-of-a-point). */
final class FavouriteBody {
    /** Metres. The web client sends this value if there is no elevation. */
    static final double NO_ELEVATION = 99_999;

    private FavouriteBody() {}

    static Favourite point(Request request) {
        return point(body(request));
    }

    /** Reads an array of strings, each a point as JSON. Points as JSON objects are accepted too. */
    static List<Favourite> points(Request request) {
        var array = body(request);
        if (!array.isArray()) {
            throw new MalformedRequestException();
        }
        List<Favourite> points = new ArrayList<>();
        for (var element : array) {
            points.add(element.isTextual() ? point(unpacked(element.asText())) : point(element));
        }
        return points;
    }

    /** Reads the only group of a body. Its key is the plain name. */
    static FavouriteGroup group(Request request) {
        var groups = body(request).path("pointsGroups");
        if (!groups.isObject() || groups.size() != 1) {
            throw new MalformedRequestException();
        }
        var entry = groups.properties().iterator().next();
        var group = entry.getValue();
        List<Favourite> points = new ArrayList<>();
        for (var element : group.path("points")) {
            points.add(point(element));
        }
        return new FavouriteGroup(
                checked(entry.getKey()),
                text(group, "color"),
                text(group, "iconName"),
                text(group, "backgroundType"),
                flag(group, "hidden"),
                flag(group, "pinned"),
                points);
    }

    private static JsonNode body(Request request) {
        return request.json(JsonNode.class, RequestLimits.FAVOURITES);
    }

    private static JsonNode unpacked(String point) {
        return Json.read(point.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }

    private static Favourite point(JsonNode body) {
        if (!body.isObject()) {
            throw new MalformedRequestException();
        }
        var ext = body.path("ext");
        return new Favourite(
                text(body, "name").orElse(""),
                coordinate(body, "lat", 90),
                coordinate(body, "lon", 180),
                text(body, "desc"),
                text(body, "address"),
                text(body, "color"),
                text(body, "background"),
                text(body, "icon"),
                flag(body, "hidden"),
                text(body, "category").orElse(""),
                time(ext),
                elevation(ext),
                extensions(ext));
    }

    private static double coordinate(JsonNode body, String name, int most) {
        var value = number(body.path(name));
        if (value.isEmpty() || Math.abs(value.getAsDouble()) > most) {
            throw new MalformedRequestException();
        }
        return value.getAsDouble();
    }

    /** Reads a number, or a string that contains one. */
    private static OptionalDouble number(JsonNode value) {
        try {
            var number = value.isNumber() ? value.asDouble() : Double.parseDouble(value.asText());
            return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
        } catch (NumberFormatException _) {
            return OptionalDouble.empty();
        }
    }

    private static OptionalLong time(JsonNode ext) {
        var time = ext.path("time");
        return time.isIntegralNumber() && time.canConvertToLong() && time.asLong() > 0
                ? OptionalLong.of(time.asLong())
                : OptionalLong.empty();
    }

    private static OptionalDouble elevation(JsonNode ext) {
        var metres = number(ext.path("ele"));
        return metres.isPresent() && metres.getAsDouble() == NO_ELEVATION ? OptionalDouble.empty() : metres;
    }

    private static Map<String, String> extensions(JsonNode ext) {
        Map<String, String> texts = new HashMap<>();
        ext.path("extensions").properties().forEach(entry -> {
            if (entry.getValue().isValueNode() && !entry.getValue().isNull()) {
                texts.put(checked(entry.getKey()), checked(entry.getValue().asText()));
            }
        });
        return texts;
    }

    /** Reads a text. An empty text counts as absent. */
    private static Optional<String> text(JsonNode body, String name) {
        var value = body.path(name);
        return value.isValueNode() && !value.isNull()
                ? Optional.of(checked(value.asText())).filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    /** Reads a flag. Older clients send strings. */
    private static boolean flag(JsonNode body, String name) {
        return body.path(name).asText().equals("true");
    }

    private static String checked(String text) {
        if (text.length() > RequestLimits.OTHER_TEXT) {
            throw new MalformedRequestException();
        }
        return text;
    }
}

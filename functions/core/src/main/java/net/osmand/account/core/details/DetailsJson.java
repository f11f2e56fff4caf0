package net.osmand.account.core.details;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import net.osmand.account.core.gpx.TrackDetails;
import net.osmand.account.core.values.JsonMembers;

/** Formats details as JSON for the web client. */
final class DetailsJson {
    private static final int DECIMALS = 2;

    private DetailsJson() {}

    /**
     * Formats the details of a track.
     *
     * @param now when they were computed, epoch milliseconds
     */
    static String of(TrackDetails track, long now) {
        Map<String, String> analysis = new LinkedHashMap<>();
        analysis.put("totalDistance", number(track.distance()));
        analysis.put("timeMoving", Long.toString(track.timeMoving()));
        analysis.put("points", Integer.toString(track.points()));
        analysis.put("wptPoints", Integer.toString(track.waypoints()));
        track.startTime().ifPresent(time -> analysis.put("startTime", Long.toString(time)));
        track.endTime().ifPresent(time -> analysis.put("endTime", Long.toString(time)));
        track.elevation().ifPresent(elevation -> {
            analysis.put("diffElevationUp", number(elevation.up()));
            analysis.put("diffElevationDown", number(elevation.down()));
        });
        track.speed().ifPresent(speed -> {
            analysis.put("minSpeed", number(speed.min()));
            analysis.put("avgSpeed", number(speed.average()));
            analysis.put("maxSpeed", number(speed.max()));
        });
        Map<String, String> metadata = new LinkedHashMap<>();
        track.time().ifPresent(time -> metadata.put("time", Long.toString(time)));
        track.activity().ifPresent(activity -> metadata.put("activity", JsonMembers.quoted(activity)));
        var details = computed(now);
        details.put("analysis", object(analysis));
        details.put("metadata", object(metadata));
        track.author().ifPresent(author -> details.put("author", JsonMembers.quoted(author)));
        details.put("hasAdvancedRoute", Boolean.toString(track.advancedRoute()));
        return object(details);
    }

    /** Formats the error for a track that cannot be read. */
    static String ofBroken(String reason, long now) {
        var details = computed(now);
        details.put("error", JsonMembers.quoted(reason));
        return object(details);
    }

    /** Formats the details of a companion. Includes its JSON unless that is too large. */
    static String ofCompanion(String companion, long now) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("updatetime", Long.toString(now));
        var without = object(details);
        details.put("data", companion);
        var with = object(details);
        return with.getBytes(StandardCharsets.UTF_8).length <= FileDetails.LARGEST ? with : without;
    }

    private static Map<String, String> computed(long now) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("updatetime", Long.toString(now));
        details.put("analysis-done", Long.toString(now));
        return details;
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value)
                .setScale(DECIMALS, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String object(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> JsonMembers.quoted(member.getKey()) + ":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}

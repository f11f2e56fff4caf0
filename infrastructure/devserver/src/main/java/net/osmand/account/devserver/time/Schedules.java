package net.osmand.account.devserver.time;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import net.osmand.account.emulators.wire.StateFile;

/** Runs due schedules, each once even if several periods have passed. A file keeps the time of each last run. */
public final class Schedules {
    private static final Pattern RATE = Pattern.compile("rate\\((\\d+) (minute|hour|day)s?\\)");
    private static final Pattern DAILY = Pattern.compile("cron\\((\\d+) (\\d+) \\* \\* \\? \\*\\)");

    private final Path file;
    private final Properties lastRuns = new Properties();
    private final Map<String, Schedule> schedules = new LinkedHashMap<>();

    /** Loads the times from the file, if it exists. */
    public Schedules(Path file) {
        this.file = file;
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                lastRuns.load(reader);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    /**
     * Adds a schedule. Its first run is due after one period.
     *
     * @param expression {@code rate(1 day)} or a daily {@code cron}
     */
    public void add(String name, String expression, Instant now, Consumer<Instant> run) {
        schedules.put(name, new Schedule(expression, run));
        next(expression, now);
        lastRuns.putIfAbsent(name, now.toString());
        save();
    }

    /** Runs all due schedules. */
    public void run(Instant now) {
        schedules.forEach((name, schedule) -> {
            var last = Instant.parse(lastRuns.getProperty(name, now.toString()));
            if (!next(schedule.expression, last).isAfter(now)) {
                schedule.run.accept(now);
                lastRuns.setProperty(name, now.toString());
                save();
            }
        });
    }

    private static Instant next(String expression, Instant last) {
        var rate = RATE.matcher(expression);
        if (rate.matches()) {
            var unit = switch (rate.group(2)) {
                case "minute" -> Duration.ofMinutes(1);
                case "hour" -> Duration.ofHours(1);
                default -> Duration.ofDays(1);
            };
            return last.plus(unit.multipliedBy(Long.parseLong(rate.group(1))));
        }
        var daily = DAILY.matcher(expression);
        if (daily.matches()) {
            var time = LocalTime.of(Integer.parseInt(daily.group(2)), Integer.parseInt(daily.group(1)));
            var today = last.atZone(ZoneOffset.UTC).with(time).truncatedTo(ChronoUnit.MINUTES);
            return (today.toInstant().isAfter(last) ? today : today.plusDays(1)).toInstant();
        }
        throw new IllegalArgumentException("the dev server does not support the schedule " + expression);
    }

    private void save() {
        var content = new StringWriter();
        try {
            lastRuns.store(content, "when each schedule last ran, by the local clock");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        StateFile.replace(file, content.toString());
    }

    private record Schedule(String expression, Consumer<Instant> run) {}
}

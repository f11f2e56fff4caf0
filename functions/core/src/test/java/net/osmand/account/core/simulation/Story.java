package net.osmand.account.core.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/** A list of steps, run in a new world. */
record Story(List<Step> steps) {
    Story {
        steps = List.copyOf(steps);
    }

    /** Returns the random story of a seed. */
    static Story random(long seed, int length) {
        var random = new Random(seed);
        var steps = new ArrayList<Step>();
        while (steps.size() < length) {
            steps.add(Step.random(random, steps.isEmpty() ? Optional.empty() : Optional.of(steps.getLast())));
        }
        return new Story(steps);
    }

    /** Parses a printed story with one step per line. */
    static Story parse(String text) {
        return new Story(
                text.lines().filter(line -> !line.isBlank()).map(Step::parse).toList());
    }

    /** Runs all steps and the final checks. An exception is a finding. Returns how often each action succeeded. */
    Map<String, Integer> play() {
        var world = new World();
        steps.forEach(world::step);
        world.end();
        return world.happened();
    }

    /** Runs the story and returns the first broken invariant, if there is one. */
    Optional<Failure> failure() {
        var world = new World();
        for (var played = 0; played <= steps.size(); played++) {
            try {
                if (played == steps.size()) {
                    world.end();
                } else {
                    world.step(steps.get(played));
                }
            } catch (AssertionError | RuntimeException e) {
                return Optional.of(new Failure(Math.min(played + 1, steps.size()), e));
            }
        }
        return Optional.empty();
    }

    /**
     * A finding.
     *
     * @param steps the number of steps before the failure
     */
    record Failure(int steps, Throwable why) {
        /** Returns whether the same check failed, regardless of the numbers in its message. */
        boolean isLike(Failure other) {
            return summary().equals(other.summary());
        }

        /** Returns the failed check without numbers. */
        String summary() {
            var message = String.valueOf(why.getMessage());
            return why.getClass().getName()
                    + message.lines()
                            .findFirst()
                            .orElse("")
                            .replaceAll("[0-9]+", "")
                            .replaceAll(" of .*", "");
        }
    }

    /**
     * Returns a shorter story with the same failure (delta debugging): removes unneeded parts, from halves down to
     * single steps, and then disturbances.
     *
     * @throws java.util.NoSuchElementException if this story does not fail
     */
    Story shrunk() {
        var first = failure().orElseThrow();
        var story = new Story(steps.subList(0, first.steps()));
        for (var size = Math.max(1, story.steps.size() / 2); size > 0; size = size == 1 ? 0 : (size + 1) / 2) {
            var from = 0;
            while (from < story.steps.size()) {
                var shorter = story.without(from, size);
                if (shorter.failsLike(first)) {
                    story = shorter;
                } else {
                    from += size;
                }
            }
        }
        for (var i = 0; i < story.steps.size(); i++) {
            var calm = story.calm(i);
            story = calm.failsLike(first) ? calm : story;
        }
        return story;
    }

    private boolean failsLike(Failure first) {
        return failure().filter(first::isLike).isPresent();
    }

    private Story without(int from, int size) {
        var left = new ArrayList<>(steps.subList(0, from));
        left.addAll(steps.subList(Math.min(steps.size(), from + size), steps.size()));
        return new Story(left);
    }

    private Story calm(int step) {
        var calmer = new ArrayList<>(steps);
        calmer.set(step, steps.get(step).withoutDisturbance());
        return new Story(calmer);
    }

    /** Returns the source of a test for {@code StoriesTest}. */
    String asTest(long seed) {
        var lines = steps.stream().map(step -> "                " + step).collect(Collectors.joining("\n"));
        return """
                @Test
                void seed%d() {
                    Story.parse(\"""
            %s
                            \""").play();
                }
            """.formatted(seed, lines);
    }
}

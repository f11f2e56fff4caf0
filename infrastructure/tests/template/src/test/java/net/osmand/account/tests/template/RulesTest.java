package net.osmand.account.tests.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Checks each rule of {@link Rules} on each of our resources, except for those that waivers.yaml lists with a reason.
 */
class RulesTest {
    private final List<Resource> resources = Resource.all();
    private final List<Waiver> waivers = waivers();

    /**
     * An exception from a rule.
     *
     * @param resource a resource's name, or {@code *} for every resource of the rule's type
     */
    record Waiver(String rule, String resource, String reason) {
        boolean excuses(Rule other, Resource broken) {
            return rule.equals(other.id()) && (resource.equals("*") || resource.equals(broken.toString()));
        }
    }

    @TestFactory
    Stream<DynamicTest> rules() {
        return Rules.all().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.toString(),
                        () -> assertThat(broken(rule))
                                .filteredOn(resource ->
                                        waivers.stream().noneMatch(waiver -> waiver.excuses(rule, resource)))
                                .as("break the rule without a waiver")
                                .isEmpty()));
    }

    @Test
    void eachRuleHasAResource() {
        assertThat(Rules.all()).hasSizeGreaterThan(10).extracting(Rule::id).doesNotHaveDuplicates();
        assertThat(Rules.all())
                .allSatisfy(
                        rule -> assertThat(resources).extracting(Resource::type).contains(rule.type()));
    }

    @Test
    void eachWaiverIsNeededAndHasAReason() {
        assertThat(waivers).allSatisfy(waiver -> assertThat(waiver.reason()).hasSizeGreaterThan(20));
        for (var waiver : waivers) {
            var excused = Rules.all().stream()
                    .filter(rule -> rule.id().equals(waiver.rule()))
                    .flatMap(rule -> broken(rule).stream().filter(resource -> waiver.excuses(rule, resource)))
                    .toList();
            assertThat(excused).as("%s of %s", waiver.rule(), waiver.resource()).isNotEmpty();
        }
    }

    /**
     * A rule that cannot fail proves nothing. Two rules hold for an empty resource, because they check the parts of a
     * list.
     */
    @Test
    void anEmptyResourceBreaksEachRule() {
        var empty = new ObjectMapper().createObjectNode();
        var kept = new HashSet<String>();
        for (var rule : Rules.all()) {
            if (rule.kept().test(new Resource("root", "Empty", rule.type(), empty))) {
                kept.add(rule.id());
            }
        }
        assertThat(kept).isEqualTo(Set.of("CKV_AWS_45-R", "CFR5"));
    }

    private List<Resource> broken(Rule rule) {
        var broken = new ArrayList<Resource>();
        for (var resource : resources) {
            if (resource.type().equals(rule.type()) && !rule.kept().test(resource)) {
                broken.add(resource);
            }
        }
        return broken;
    }

    private static List<Waiver> waivers() {
        try (var file = RulesTest.class.getResourceAsStream("waivers.yaml")) {
            return List.of(new ObjectMapper(new YAMLFactory()).readValue(file, Waiver[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

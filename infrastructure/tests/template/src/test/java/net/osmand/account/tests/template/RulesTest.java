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

/** Each rule of {@link Rules} against each resource that it is about, save what waivers.yaml excuses with a reason. */
class RulesTest {
    private final List<Resource> resources = Resource.all();
    private final List<Waiver> waivers = waivers();

    /**
     * Why a rule is not kept.
     *
     * @param resource a resource's name, or {@code *} for all that the rule is about
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
    void eachRuleIsAboutSomethingThatWeHave() {
        assertThat(Rules.all()).hasSizeGreaterThan(60).extracting(Rule::id).doesNotHaveDuplicates();
        assertThat(Rules.all())
                .allSatisfy(
                        rule -> assertThat(resources).extracting(Resource::type).contains(rule.type()));
    }

    @Test
    void noWaiverIsWithoutNeedOrReason() {
        assertThat(waivers).allSatisfy(waiver -> assertThat(waiver.reason()).hasSizeGreaterThan(20));
        for (var waiver : waivers) {
            var excused = Rules.all().stream()
                    .filter(rule -> rule.id().equals(waiver.rule()))
                    .flatMap(rule -> broken(rule).stream().filter(resource -> waiver.excuses(rule, resource)))
                    .toList();
            assertThat(excused).as("%s of %s", waiver.rule(), waiver.resource()).isNotEmpty();
        }
    }

    /** A rule that every resource breaks or keeps by nature would prove nothing: each must be able to fail. */
    @Test
    void eachRuleIsBrokenByAnEmptyResourceOrHoldsForLackOfEvents() {
        var empty = new ObjectMapper().createObjectNode();
        var kept = new HashSet<String>();
        for (var rule : Rules.all()) {
            if (rule.kept().test(new Resource("root", "Empty", rule.type(), empty))) {
                kept.add(rule.id());
            }
        }
        assertThat(kept)
                .isEqualTo(Set.of(
                        "ES1001",
                        "WS1003",
                        "IAM4",
                        "IAM5",
                        "CKV_AWS_45",
                        "CKV_AWS_116",
                        "CKV_AWS_168",
                        "CKV_AWS_33",
                        "COG2",
                        "ES4000",
                        "ES4000-S",
                        "CFR5",
                        "CKV_AWS_34"));
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

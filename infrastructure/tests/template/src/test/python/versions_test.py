"""Checks that a function gets a new version exactly if a property changes that Lambda keeps in versions.

With too few versions the alias keeps the old configuration. With too many, deployments roll back: Lambda publishes no
version of an unchanged function, and CloudFormation reports "A version for this Lambda function exists"
(aws/serverless-application-model#2786).
"""

import copy
import unittest

from parameters import Resolved, longest, other
from samtranslator.translator.transform import transform
from translated_test import PARAMETERS, SOURCE, TRANSLATED, NoManagedPolicies, of_type, plain, references, uploaded

LONGEST_DESCRIPTION = 256  # characters: Lambda, PublishVersion
MOST_DESCRIPTIONS = 7

# Properties of a function that versions do not include: Lambda, API_FunctionConfiguration.
OUTSIDE_VERSIONS = {"RecursiveLoop", "ReservedConcurrentExecutions", "Tags"}

# A template-only change of each property that versions include.
CHANGES = {
    "Architectures": ["x86_64"],
    "Description": "another",
    "Environment": {"Variables": {"NEW": "1"}},
    "EphemeralStorage": {"Size": 1024},
    "Handler": "another.Handler",
    "Layers": ["arn:aws:lambda:eu-west-1:123456789012:layer:tools:1"],
    "LoggingConfig": {"LogFormat": "Text"},
    "MemorySize": 2048,
    "Runtime": "java21",
    "Timeout": 28,
    "Tracing": "Active",
}


def functions(template):
    return of_type(template, "AWS::Lambda::Function")


def version(template, function):
    (name,) = [v for v, p in of_type(template, "AWS::Lambda::Version").items() if p["FunctionName"] == {"Ref": function}]
    return name, template["Resources"][name]["Properties"]


def configuration(template, function, values):
    """Returns the configuration that a version of the function would include."""
    held = {name: value for name, value in functions(template)[function].items() if name not in OUTSIDE_VERSIONS}
    return Resolved(template, values)(held)


def identity(template, function, values):
    """Returns the logical id and description. CloudFormation publishes a version if either changes."""
    name, properties = version(template, function)
    return name, str(Resolved(template, values)(properties["Description"]))


def changed(of, before, after, values_before={}, values_after={}):
    return {
        function
        for function in functions(after)
        if of(before, function, values_before) != of(after, function, values_after)
    }


def reaching(template, function):
    """Returns the parameters on which a version depends, directly or by a condition."""
    def conditions(node):
        if isinstance(node, list):
            return set().union(*map(conditions, node)) if node else set()
        if isinstance(node, dict):
            own = {node["Fn::If"][0]} if "Fn::If" in node else set()
            return own.union(*map(conditions, node.values()))
        return set()
    held = {name: value for name, value in functions(template)[function].items() if name not in OUTSIDE_VERSIONS}
    return (references(held) | references([template["Conditions"][name] for name in conditions(held)])) & PARAMETERS


def edited(edits):
    """Returns the translation after a change of one property of each function."""
    source = copy.deepcopy(plain(SOURCE))
    for function, (name, value) in edits.items():
        source["Resources"][function]["Properties"][name] = value
    return transform(uploaded(source), {}, NoManagedPolicies())


class Versions(unittest.TestCase):
    maxDiff = None

    def test_a_description_names_the_parameters_that_a_version_holds_and_no_others(self):
        for function in functions(TRANSLATED):
            with self.subTest(function):
                described = references(version(TRANSLATED, function)[1].get("Description"))
                self.assertEqual(sorted(described), sorted(reaching(TRANSLATED, function)))

    def test_there_are_few_descriptions(self):
        """The variants: only Globals, codes, sign-up, plan limits, track details, the shop's link, and the sender."""
        variants = {version(TRANSLATED, function)[1]["Description"]["Fn::Sub"] for function in functions(TRANSLATED)}
        self.assertLessEqual(len(variants), MOST_DESCRIPTIONS)

    def test_a_description_never_gets_too_long(self):
        lengths = {}
        for function in functions(TRANSLATED):
            with self.subTest(function):
                description = version(TRANSLATED, function)[1]["Description"]
                values = {name: "x" * longest(TRANSLATED["Parameters"][name]) for name in references(description)}
                lengths[function] = len(Resolved(TRANSLATED, values)(description)["Fn::Sub"])
                self.assertLessEqual(lengths[function], LONGEST_DESCRIPTION)
        print(f"longest version description: {max(lengths.values())} of {LONGEST_DESCRIPTION} characters")

    def test_another_value_of_a_parameter_gives_new_versions_where_it_arrives_and_nowhere_else(self):
        reached = {}
        for parameter, definition in TRANSLATED["Parameters"].items():
            with self.subTest(parameter):
                values = {parameter: other(definition)}
                reached[parameter] = changed(identity, TRANSLATED, TRANSLATED, {}, values)
                self.assertEqual(sorted(reached[parameter]), sorted(changed(configuration, TRANSLATED, TRANSLATED, {}, values)))
        self.assertEqual(reached["MailFrom"], {"SendMailFunction"})
        self.assertEqual(reached["ShopUrl"], {"PlansFunction"})
        self.assertLess(len(reached["SignUps"]), len(reached["TrashDays"]))
        self.assertEqual(reached["Tracing"], set(functions(TRANSLATED)))
        self.assertEqual(reached["ReservedConcurrency"], set())

    def test_a_change_of_the_template_alone_is_published(self):
        held = set().union(*functions(TRANSLATED).values()) - OUTSIDE_VERSIONS - {"Code", "Role", "SnapStart"}
        self.assertLessEqual(held, set(CHANGES) | {"TracingConfig"})
        edits = dict(zip(functions(TRANSLATED), CHANGES.items()))
        published = changed(identity, TRANSLATED, edited(edits))
        for function, (name, _) in edits.items():
            with self.subTest(name):
                self.assertIn(function, published)
        self.assertLessEqual(published, set(edits))

    def test_what_versions_do_not_hold_stays_as_it_is(self):
        """SAM names a new version after any edit of a function. If you edit one of these properties, change
        `Description` too, which versions include.
        """
        for function, properties in functions(TRANSLATED).items():
            with self.subTest(function):
                continues = "Allow" if function in {"ExportStepFunction", "TrashEmptyingStepFunction", "AccountJobFunction"} else None
                self.assertEqual(properties.get("RecursiveLoop"), continues)
                self.assertEqual(properties["Tags"], [{"Key": "lambda:createdBy", "Value": "SAM"}])
                reserved = {"Fn::If": ["HasReserve", {"Ref": "ReservedConcurrency"}, {"Ref": "AWS::NoValue"}]}
                self.assertEqual(properties["ReservedConcurrentExecutions"], reserved)

    def test_the_same_template_publishes_nothing(self):
        self.assertEqual(changed(identity, TRANSLATED, transform(uploaded(plain(SOURCE)), {}, NoManagedPolicies())), set())


if __name__ == "__main__":
    unittest.main(verbosity=2)

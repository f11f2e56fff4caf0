"""Checks the dashboard as CloudWatch renders it."""

import itertools
import json
import re
import unittest

from translated_test import STACKS, TRANSLATED, of_type

OPERATIONS = STACKS["operations"]
GIVEN = TRANSLATED["Resources"]["Operations"]["Properties"]["Parameters"]
FUNCTIONS = sorted(of_type(TRANSLATED, "AWS::Lambda::Function"))
LISTS = [name for name in GIVEN if name.endswith("Functions")]
LONGEST_NAME = 64  # of a Lambda function
LONGEST_VALUE = 4096  # of a parameter


def physical(logical):
    """Returns a physical name as CloudFormation shortens it if stack name and logical id are too long together."""
    return f"osmand-accoun-{logical[:24]}-{sum(map(ord, logical)):012d}"


def members(name):
    separator, elements = GIVEN[name]["Fn::Join"]
    assert separator == ","
    return [element["Ref"] for element in elements]


def dashboard():
    """Returns the rendered widgets, with a different physical name for each function."""
    values = {name: name for name in OPERATIONS["Parameters"]} | {n: ",".join(map(physical, members(n))) for n in LISTS}
    text, own = of_type(OPERATIONS, "AWS::CloudWatch::Dashboard")["Board"]["DashboardBody"]["Fn::Sub"]
    for name, value in own.items():
        separator, split = value["Fn::Join"]
        delimiter, joined = split["Fn::Split"]
        inner, parts = joined["Fn::Join"]
        values[name] = separator.join(inner.join(values[part["Ref"]] for part in parts).split(delimiter))
    return json.loads(re.sub(r"\$\{([\w:.]+)\}", lambda m: values.get(m.group(1), m.group(1)), text))["widgets"]


def metrics(widget):
    """Yields the widget's metrics with "..." and "." expanded, without expressions."""
    before = []
    for metric in widget["properties"].get("metrics", []):
        fields = [field for field in metric if isinstance(field, str)]
        if fields and fields[0] == "...":
            fields = before[: len(before) - len(fields) + 1] + fields[1:]
        elif fields:
            fields = [before[i] if field == "." else field for i, field in enumerate(fields)]
        before = fields or before
        if fields:
            yield tuple(fields)


def expressions(widget):
    return [field["expression"] for metric in widget["properties"].get("metrics", []) for field in metric if "expression" in field]


class Dashboard(unittest.TestCase):
    def test_every_function_is_in_one_list(self):
        self.assertEqual(sorted(itertools.chain(*map(members, LISTS))), FUNCTIONS)

    def test_each_list_fits_into_a_parameter(self):
        for name in LISTS:
            self.assertLessEqual(len(members(name)) * (LONGEST_NAME + 1), LONGEST_VALUE, name)

    def test_it_shows_every_function_whatever_its_physical_name(self):
        shown = set(itertools.chain(*map(metrics, dashboard())))
        for metric, function in itertools.product(("Errors", "Throttles", "Duration"), FUNCTIONS):
            self.assertIn(("AWS/Lambda", metric, "FunctionName", physical(function)), shown)

    def test_no_search_guesses_a_name(self):
        """SEARCH matches a quoted term against a whole value, never against a prefix."""
        searches = [e for w in dashboard() for e in expressions(w) if e.startswith("SEARCH")]
        self.assertGreater(len(searches), 1)
        for search in searches:
            with self.subTest(search):
                self.assertNotIn("FunctionName", search)
                for term in re.findall(r'"([^"]+)"', search):
                    self.assertNotRegex(term, "-$")

    def test_no_widget_has_more_metrics_than_cloudwatch_draws(self):
        for widget in dashboard():
            self.assertLessEqual(len(list(metrics(widget))), 500 - 1, widget["properties"]["title"])


if __name__ == "__main__":
    unittest.main(verbosity=2)

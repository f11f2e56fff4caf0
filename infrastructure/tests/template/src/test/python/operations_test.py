"""The dashboard and the alarm of the daily job, as CloudWatch evaluates them."""

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
    """A name as CloudFormation makes it where the stack's name and the logical id are too long together: both are cut."""
    return f"osmand-accoun-{logical[:24]}-{sum(map(ord, logical)):012d}"


def members(name):
    separator, elements = GIVEN[name]["Fn::Join"]
    assert separator == ","
    return [element["Ref"] for element in elements]


def dashboard():
    """The widgets as CloudWatch gets them, with an own physical name for each function."""
    values = {name: name for name in OPERATIONS["Parameters"]} | {n: ",".join(map(physical, members(n))) for n in LISTS}
    text, own = of_type(OPERATIONS, "AWS::CloudWatch::Dashboard")["Dashboard"]["DashboardBody"]["Fn::Sub"]
    for name, value in own.items():
        separator, split = value["Fn::Join"]
        delimiter, joined = split["Fn::Split"]
        inner, parts = joined["Fn::Join"]
        values[name] = separator.join(inner.join(values[part["Ref"]] for part in parts).split(delimiter))
    return json.loads(re.sub(r"\$\{([\w:.]+)\}", lambda m: values.get(m.group(1), m.group(1)), text))["widgets"]


def metrics(widget):
    """Its metrics with "..." and "." written out; expressions are left out."""
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
        """A quoted term of SEARCH is a whole value here, never the beginning of one."""
        searches = [e for w in dashboard() for e in expressions(w) if e.startswith("SEARCH")]
        self.assertGreater(len(searches), 2)
        for search in searches:
            with self.subTest(search):
                self.assertNotIn("FunctionName", search)
                for term in re.findall(r'"([^"]+)"', search):
                    self.assertNotRegex(term, "-$")

    def test_no_widget_has_more_metrics_than_cloudwatch_draws(self):
        for widget in dashboard():
            self.assertLessEqual(len(list(metrics(widget))), 500 - 1, widget["properties"]["title"])


def filled(series, value):
    return [value if x is None else x for x in series]


def expression(text, runs, empty_is_filled):
    """The metric math of the alarm for one value a day; FILL of a metric without any value gives none or only fillers, which is not documented."""
    text = text.replace("RUNNING_SUM(FILL(runs, 0))", "total[i]").replace("FILL(runs, 0)", "runs[i]")
    match = re.fullmatch(r"IF\((.+), (.+)\)", text)
    if not any(runs) and not empty_is_filled:
        return [None] * len(runs)
    runs = filled(runs, 0)
    total = list(itertools.accumulate(runs))
    days = [{"runs": runs, "total": total, "i": i} for i in range(len(runs))]
    return [eval(match[2], day) if eval(match[1], day) else None for day in days]


def states(alarm, days, empty_is_filled):
    """The alarm's state after each day, of which each has runs or None. Before the first one the metric has no value, either."""
    state, found = "INSUFFICIENT_DATA", []
    needed, periods = int(alarm.get("DatapointsToAlarm", alarm["EvaluationPeriods"])), int(alarm["EvaluationPeriods"])
    math = next((m["Expression"] for m in alarm.get("Metrics", []) if m.get("ReturnData") in (True, "true")), None)
    history = [None] * periods + days
    for day in range(periods + 1, len(history) + 1):
        seen = history[day - periods : day]
        values = expression(math, seen, empty_is_filled) if math else seen
        if alarm["TreatMissingData"] in ("breaching", "notBreaching"):
            values = filled(values, 0 if alarm["TreatMissingData"] == "breaching" else 1)
        known = [value for value in values if value is not None]
        breaching = sum(value < float(alarm["Threshold"]) for value in known)
        if breaching >= needed:
            state = "ALARM"
        elif known:
            state = "OK"
        elif alarm["TreatMissingData"] == "missing":
            state = "INSUFFICIENT_DATA"
        found.append(state)
    return found


class SweepMissed(unittest.TestCase):
    alarm = of_type(OPERATIONS, "AWS::CloudWatch::Alarm")["SweepMissedAlarm"]

    def both(self, days):
        """However CloudWatch fills a metric without any value, the states must be the same."""
        found = [states(self.alarm, days, empty_is_filled) for empty_is_filled in (True, False)]
        self.assertEqual(found[0], found[1])
        return found[0]

    def test_a_new_stack_does_not_alarm(self):
        self.assertNotIn("ALARM", self.both([None, None, 1, 1, 1]))
        self.assertNotIn("ALARM", self.both([1, 1, 1]))

    def test_it_alarms_when_the_runs_end_and_until_they_begin_again(self):
        self.assertEqual(self.both([1, 1, None, None, None, None, None, None, 1, 1])[3:], ["ALARM"] * 5 + ["OK"] * 2)

    def test_a_run_on_the_other_side_of_midnight_is_not_missed(self):
        self.assertNotIn("ALARM", self.both([1, 1, None, 2, 1, None, 2]))

    def test_cloudwatch_takes_it(self):
        """Up to seven days in all where a period is an hour or more (PutMetricAlarm)."""
        period = next(m["MetricStat"]["Period"] for m in self.alarm["Metrics"] if "MetricStat" in m)
        self.assertLessEqual(int(period) * int(self.alarm["EvaluationPeriods"]), 604800)


if __name__ == "__main__":
    unittest.main(verbosity=2)

"""Checks that user-facing functions have SnapStart, are kept active, and are not all published at the same time."""

import json
import unittest

from permissions_test import function_of, permits, role_of
from translated_test import SOURCE, TRANSLATED, of_type

# Functions without a route that send a code from Cognito to the mailbox.
MAIL = {"MailCodeFunction", "SendMailFunction"}

# A route that a machine calls: FastSpring retries an event if the answer is late.
MACHINE = {"FastSpringWebhookFunction"}

MOST_SNAPSHOTS = 10  # at once; Lambda has a quota that it does not publish (hashicorp/terraform-provider-aws#29907)
LONGEST_POLICIES = 10_240  # characters of all inline policies of a role: IAM quotas
LONGEST_ARN = 132  # "arn:aws-us-gov:lambda:REGION:ACCOUNT:function:64 characters:live", with the comma; IAM counts no blanks

FUNCTIONS = of_type(TRANSLATED, "AWS::Lambda::Function")
SNAP_STARTED = {name for name, f in FUNCTIONS.items() if f["SnapStart"] == {"ApplyOn": "PublishedVersions"}}
ALIASES = {name: function_of({"Ref": name}) for name in of_type(TRANSLATED, "AWS::Lambda::Alias")}
WARMED = [alias for alias, function in ALIASES.items() if function in SNAP_STARTED]


def aliases_in(node):
    if isinstance(node, list):
        return [alias for each in node for alias in aliases_in(each)]
    if isinstance(node, dict):
        return [node["Ref"]] if node.get("Ref") in ALIASES else [alias for each in node.values() for alias in aliases_in(each)]
    return []


class SnapStart(unittest.TestCase):
    def test_only_functions_that_a_person_waits_for_have_it(self):
        routed = {
            name
            for name, f in of_type(SOURCE, "AWS::Serverless::Function").items()
            if any(event["Type"] == "HttpApi" for event in f.get("Events", {}).values())
        }
        self.assertEqual(SNAP_STARTED, (routed - MACHINE) | MAIL)
        for name in set(FUNCTIONS) - SNAP_STARTED:
            self.assertEqual(FUNCTIONS[name]["SnapStart"], {"ApplyOn": "None"}, name)

    def test_few_snapshots_are_made_at_once(self):
        """Each function depends on the alias of one other, which forms chains with one snapshot in progress in each."""
        waits = {}
        for name in SNAP_STARTED:
            before = TRANSLATED["Resources"][name].get("DependsOn", [])
            waits[name] = [ALIASES[alias] for alias in ([before] if isinstance(before, str) else before)]
        first = [name for name, before in waits.items() if not before]
        self.assertLessEqual(len(first), MOST_SNAPSHOTS)
        behind = [other for before in waits.values() for other in before]
        self.assertEqual(len(behind), len(set(behind)), "two functions wait for the same one")
        self.assertLessEqual(set(behind), SNAP_STARTED)
        chain, reached = first, []
        while chain:
            reached += chain
            chain = [name for name, before in waits.items() if set(before) & set(chain)]
        self.assertEqual(sorted(reached), sorted(SNAP_STARTED))

    def test_canaries_hold_nobody_up(self):
        """A canary takes five minutes, so only resources that refer to its alias may wait for it."""
        canaries = {name.removesuffix("DeploymentGroup") for name in of_type(TRANSLATED, "AWS::CodeDeploy::DeploymentGroup")}
        for name in FUNCTIONS:
            before = TRANSLATED["Resources"][name].get("DependsOn", [])
            for alias in [before] if isinstance(before, str) else before:
                self.assertNotIn(ALIASES[alias], canaries, name)

    def test_each_is_called_every_week_and_may_be(self):
        (schedule,) = [s for s in of_type(TRANSLATED, "AWS::Scheduler::Schedule").values() if "WarmUp" in json.dumps(s["Target"]["Arn"])]
        self.assertEqual(schedule["ScheduleExpression"], "rate(7 days)")
        called = aliases_in(schedule["Target"]["Input"])
        self.assertEqual(sorted(called), sorted(WARMED))
        role = role_of({"Ref": "WarmUpFunction"})
        for alias in WARMED:
            self.assertTrue(permits(role, "lambda:InvokeFunction", {"Ref": alias}), alias)
        policies = TRANSLATED["Resources"][role]["Properties"]["Policies"]
        self.assertEqual(sorted(aliases_in(policies)), sorted(WARMED), "and no others")
        self.assertLess(len(WARMED) * LONGEST_ARN + 600, LONGEST_POLICIES)
        self.assertNotIn("WarmUpFunction", SNAP_STARTED)


if __name__ == "__main__":
    unittest.main(verbosity=2)

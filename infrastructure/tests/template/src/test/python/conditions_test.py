"""Checks the resources that exist for given parameters, using the conditions of all translated stacks."""

import unittest

from parameters_test import LEAST, TAKEN, holds
from translated_test import STACKS, TRANSLATED, of_type, references

REGION = {"AWS::Region": "eu-west-1", "AWS::AccountId": "123456789012", "AWS::StackName": "stack"}


def values_of(stack, given):
    return REGION | {name: str(given.get(name, p.get("Default", "value"))) for name, p in stack.get("Parameters", {}).items()}


def true_conditions(stack, values):
    conditions = stack.get("Conditions", {})

    def expanded(condition):
        """Replaces each named condition with its definition."""
        if isinstance(condition, list):
            return [expanded(part) for part in condition]
        if isinstance(condition, dict) and set(condition) == {"Condition"}:
            return expanded(conditions[condition["Condition"]])
        return {key: expanded(part) for key, part in condition.items()} if isinstance(condition, dict) else condition

    return {name for name, condition in conditions.items() if holds(expanded(condition), values)}


def chosen(node, true):
    """Resolves each Fn::If. AWS::NoValue removes its property or list element."""
    if isinstance(node, dict):
        if set(node) == {"Fn::If"}:
            name, yes, no = node["Fn::If"]
            return chosen(yes if name in true else no, true)
        return {k: v for k, v in ((k, chosen(v, true)) for k, v in node.items()) if v != {"Ref": "AWS::NoValue"}}
    if isinstance(node, list):
        return [v for v in (chosen(v, true) for v in node) if v != {"Ref": "AWS::NoValue"}]
    return node


def existing(stack, given):
    """Returns the resources and outputs that exist with these parameters."""
    true = true_conditions(stack, values_of(stack, given))

    def kept(section):
        return {n: chosen(r, true) for n, r in stack.get(section, {}).items() if r.get("Condition") is None or r["Condition"] in true}

    return kept("Resources"), kept("Outputs")


class Conditions(unittest.TestCase):
    def test_nothing_refers_to_what_is_not_there(self):
        for given in TAKEN:
            for name, stack in STACKS.items():
                resources, outputs = existing(stack, LEAST | given)
                known = set(resources) | set(stack.get("Parameters", {}))
                for place, definition in (resources | {f"output {o}": d for o, d in outputs.items()}).items():
                    with self.subTest(name, place=place, given=given):
                        self.assertEqual({r for r in references(definition) if not r.startswith("AWS::")} - known, set())

    def test_without_a_portal_no_stack_needs_cloudfront(self):
        resources, outputs = existing(TRANSLATED, LEAST | {"Portal": "no"})
        nested = [r["Properties"]["TemplateURL"] for r in resources.values() if r["Type"] == "AWS::CloudFormation::Stack"]
        self.assertEqual([url.rsplit("/", 1)[-1] for url in nested], ["operations.yaml"])
        for name in ("root", "operations"):
            stack, _ = existing(STACKS[name], LEAST | {"Portal": "no"})
            self.assertEqual([r for r, d in stack.items() if d["Type"].startswith("AWS::CloudFront")], [])
        self.assertEqual([o for o in outputs if "Portal" in o], [])
        self.assertNotIn("CorsConfiguration", resources["FilesBucket"]["Properties"])

    def test_without_a_portal_everything_else_is_the_same(self):
        with_portal, _ = existing(TRANSLATED, LEAST)
        without, _ = existing(TRANSLATED, LEAST | {"Portal": "no"})
        self.assertEqual(set(with_portal) - set(without), {"PortalStack"})
        self.assertEqual(set(without) - set(with_portal), set())
        self.assertEqual([n for n in without if without[n] != with_portal[n]], ["FilesBucket"])

    def test_the_files_bucket_names_one_origin(self):
        """The origin must never be a wildcard, which would allow other sites. make deploy replaces portal.invalid."""
        for given, origin in (
            ({}, "https://portal.invalid"),
            ({"PortalOrigin": "https://account.example.com", "PortalCertificateArn": "given"}, {"Ref": "PortalOrigin"}),
        ):
            resources, _ = existing(TRANSLATED, LEAST | given)
            rules = resources["FilesBucket"]["Properties"]["CorsConfiguration"]["CorsRules"]
            self.assertEqual([rule["AllowedOrigins"] for rule in rules], [[origin]])

    def test_access_logs_web_acl_and_budget_are_off_by_default(self):
        resources, _ = existing(TRANSLATED, LEAST)
        self.assertNotIn("LogsBucket", resources)
        self.assertNotIn("LoggingConfiguration", resources["FilesBucket"]["Properties"])
        portal, _ = existing(STACKS["portal"], {"WebAclArn": "", "LogsBucket": ""})
        distribution = portal["Distribution"]["Properties"]["DistributionConfig"]
        self.assertNotIn("WebACLId", distribution)
        self.assertNotIn("Logging", distribution)
        operations, _ = existing(STACKS["operations"], {"BudgetAmount": "0"})
        self.assertNotIn("Budget", operations)

    def test_access_logs_of_every_bucket_and_of_the_distribution_go_to_one_bucket_that_forgets(self):
        resources, _ = existing(TRANSLATED, LEAST | {"AccessLogs": "yes"})
        logged = {n: r["Properties"].get("LoggingConfiguration") for n, r in resources.items() if r["Type"] == "AWS::S3::Bucket"}
        self.assertEqual(logged, {"FilesBucket": {"DestinationBucketName": {"Ref": "LogsBucket"}, "LogFilePrefix": "files/"}, "LogsBucket": None})
        rules = resources["LogsBucket"]["Properties"]["LifecycleConfiguration"]["Rules"]
        self.assertEqual([int(rule["ExpirationInDays"]) for rule in rules], [30])
        self.assertEqual(resources["LogsBucket"]["Properties"]["OwnershipControls"], {"Rules": [{"ObjectOwnership": "BucketOwnerPreferred"}]})
        portal, _ = existing(STACKS["portal"], {"LogsBucket": "given"})
        self.assertEqual(portal["Bucket"]["Properties"]["LoggingConfiguration"], {"DestinationBucketName": {"Ref": "LogsBucketName"}, "LogFilePrefix": "portal/"})
        self.assertEqual(portal["Distribution"]["Properties"]["DistributionConfig"]["Logging"]["Bucket"], {"Ref": "LogsBucket"})

    def test_a_budget_tells_the_alarms_address(self):
        operations, _ = existing(STACKS["operations"], {"BudgetAmount": "50", "AlarmEmail": "operator@example.com"})
        budget = operations["Budget"]["Properties"]
        self.assertEqual(budget["Budget"]["BudgetLimit"], {"Amount": {"Ref": "BudgetAmount"}, "Unit": "USD"})
        for notification in budget["NotificationsWithSubscribers"]:
            self.assertEqual(notification["Subscribers"], [{"SubscriptionType": "EMAIL", "Address": {"Ref": "AlarmEmail"}}])

    def test_the_web_acl_is_one_that_cloudfront_takes(self):
        acl = of_type(STACKS["waf"], "AWS::WAFv2::WebACL")["WebAcl"]
        self.assertEqual(acl["Scope"], "CLOUDFRONT")
        self.assertEqual([list(rule["Statement"]) for rule in acl["Rules"]], [["RateBasedStatement"]])
        portal, _ = existing(STACKS["portal"], {"WebAclArn": "given"})
        self.assertEqual(portal["Distribution"]["Properties"]["DistributionConfig"]["WebACLId"], {"Ref": "WebAclArn"})

    def test_by_default_the_api_takes_500_requests_a_second_and_1000_at_once(self):
        values = values_of(TRANSLATED, LEAST)
        self.assertEqual((values["ApiRateLimit"], values["ApiBurstLimit"]), ("500", "1000"))


if __name__ == "__main__":
    unittest.main(verbosity=2)

"""Checks the templates that CloudFormation receives: template.yaml after SAM's translation, and the nested stacks.

Run from the root of the project with the SAM CLI's Python, which includes translator and parser (as `.ci/run` does):
    python -m unittest discover -s infrastructure/tests/template/src/test/python -p "*_test.py"
"""

import os
import re
import unittest
from pathlib import Path

from cfnlint.decode import decode
from samtranslator.translator.transform import transform

os.environ.setdefault("AWS_DEFAULT_REGION", "eu-west-1")  # the translator requires a region but calls no service
ROOT = Path(__file__).parents[6]
MOST_RESOURCES = 490  # CloudFormation allows 500
CANARIES = {"AppUploadFile", "FastSpringWebhook", "AppRequestCode", "AppRegisterDevice", "PortalSignUp", "PortalValidateToken", "MailCode"}


def unconditional(template, kind):
    """Returns the properties of a type's resources without a condition."""
    return [r.get("Properties", {}) for r in template["Resources"].values() if r["Type"] == kind and "Condition" not in r]


class NoManagedPolicies:
    def load(self):
        return {}


def read(path):
    template, errors = decode(str(ROOT / path))
    assert not errors, errors
    return template


def plain(node):
    """Converts the parser's nodes to plain dicts and lists."""
    if isinstance(node, dict):
        return {str(key): plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [plain(element) for element in node]
    return str(node) if isinstance(node, str) else node


def uploaded(template):
    """Replaces the paths of code and nested templates with bucket URLs, as `sam package` does."""
    for resource in template["Resources"].values():
        properties = resource.get("Properties", {})
        if "CodeUri" in properties:
            properties["CodeUri"] = "s3://bucket/" + properties["CodeUri"]
        if "Location" in properties:
            properties["Location"] = "https://s3.amazonaws.com/bucket/" + properties["Location"]
    return template


SOURCE = plain(read("template.yaml"))
PARAMETERS = set(SOURCE["Parameters"])
TRANSLATED = transform(uploaded(plain(SOURCE)), {}, NoManagedPolicies())
STACKS = {"root": TRANSLATED} | {
    path.stem: plain(read(path.relative_to(ROOT))) for path in sorted((ROOT / "infrastructure/stacks").glob("*.yaml"))
}


def of_type(stack, kind):
    return {name: r["Properties"] for name, r in stack["Resources"].items() if r["Type"] == kind}


def references(node):
    """Returns the names in Ref, GetAtt, Sub and DependsOn."""
    if isinstance(node, list):
        return set().union(*map(references, node)) if node else set()
    if not isinstance(node, dict):
        return set()
    found = set()
    for key, value in node.items():
        if key == "Ref":
            found.add(value)
        elif key == "Fn::GetAtt":
            found.add(value[0] if isinstance(value, list) else value.split(".")[0])
        elif key == "Fn::Sub":
            text, own = value if isinstance(value, list) else (value, {})
            found |= {name.split(".")[0] for name in re.findall(r"\$\{([\w:.]+)\}", text)} - set(own)
            found |= references(own)
        elif key == "DependsOn":
            found |= set(value if isinstance(value, list) else [value])
        else:
            found |= references(value)
    return found


def statements(stack):
    """Yields every IAM statement with the name of its resource."""
    def search(node):
        if isinstance(node, dict):
            if "Statement" in node:
                yield from node["Statement"] if isinstance(node["Statement"], list) else [node["Statement"]]
            for value in node.values():
                yield from search(value)
        elif isinstance(node, list):
            for value in node:
                yield from search(value)
    for name, resource in stack["Resources"].items():
        for statement in search(resource):
            if "Effect" in statement:  # a web ACL has statements of another kind
                yield name, statement


def listed(value):
    return value if isinstance(value, list) else [value]


class Translated(unittest.TestCase):
    functions = of_type(TRANSLATED, "AWS::Lambda::Function")
    versions = of_type(TRANSLATED, "AWS::Lambda::Version")
    aliases = of_type(TRANSLATED, "AWS::Lambda::Alias")

    def test_no_circular_dependency(self):
        for name, stack in STACKS.items():
            needs = {r: references(definition) & set(stack["Resources"]) - {r} for r, definition in stack["Resources"].items()}
            while needs:
                free = {r for r, wanted in needs.items() if not wanted}
                self.assertTrue(free, f"{name}: these wait for each other: {sorted(needs)}")
                needs = {r: wanted - free for r, wanted in needs.items() if r not in free}

    def test_references_lead_somewhere(self):
        for name, stack in STACKS.items():
            known = set(stack["Resources"]) | set(stack.get("Parameters", {}))
            unknown = {r for r in references(stack) if r not in known and not r.startswith("AWS::")}
            self.assertEqual(unknown, set(), name)

    def test_each_stack_stays_below_the_limit(self):
        for name, stack in STACKS.items():
            print(f"{name}: {len(stack['Resources'])} resources of {MOST_RESOURCES}")
            self.assertLess(len(stack["Resources"]), MOST_RESOURCES, name)

    def test_each_route_is_there_once_and_has_its_permission(self):
        paths = next(iter(of_type(TRANSLATED, "AWS::ApiGatewayV2::Api").values()))["Body"]["paths"]
        routes = [(method, path) for path, methods in paths.items() for method in methods]
        written = [
            (e["Properties"]["Method"].lower(), e["Properties"]["Path"])
            for f in of_type(SOURCE, "AWS::Serverless::Function").values()
            for e in f.get("Events", {}).values()
            if e["Type"] == "HttpApi"
        ]
        self.assertEqual(sorted(routes), sorted(written))
        self.assertEqual(len(set(written)), len(written))
        permitted = [p for p in of_type(TRANSLATED, "AWS::Lambda::Permission").values() if p["Principal"] == "apigateway.amazonaws.com"]
        self.assertEqual(len(permitted), len(written))

    def test_each_function_runs_java_25_on_arm64_by_its_published_version(self):
        self.assertGreater(len(self.functions), 50)
        for name, function in self.functions.items():
            with self.subTest(name):
                self.assertEqual(function["Runtime"], "java25")
                self.assertEqual(function["Architectures"], ["arm64"])
                self.assertEqual(function["TracingConfig"], {"Mode": {"Ref": "Tracing"}})
                self.assertEqual(function["LoggingConfig"], {"LogFormat": "JSON", "LogGroup": {"Ref": "LogGroup"}})
                version = [v for v, p in self.versions.items() if p["FunctionName"] == {"Ref": name}]
                self.assertEqual(len(version), 1)
                alias = [p for p in self.aliases.values() if p["FunctionName"] == {"Ref": name}]
                self.assertEqual([p["Name"] for p in alias], ["live"])
                self.assertEqual(alias[0]["FunctionVersion"], {"Fn::GetAtt": [version[0], "Version"]})

    def test_whatever_calls_a_function_calls_its_alias(self):
        for kind, place in (("AWS::Lambda::Permission", "FunctionName"), ("AWS::Lambda::EventSourceMapping", "FunctionName")):
            for name, properties in of_type(TRANSLATED, kind).items():
                with self.subTest(name):
                    self.assertIn(properties[place].get("Ref"), self.aliases)

    def test_no_concurrency_is_reserved_by_default(self):
        self.assertEqual(SOURCE["Parameters"]["ReservedConcurrency"]["Default"], 0)
        for name, function in self.functions.items():
            self.assertEqual(function["ReservedConcurrentExecutions"]["Fn::If"][0], "HasReserve", name)

    def test_queues_bound_how_many_run_at_once(self):
        for name, mapping in of_type(TRANSLATED, "AWS::Lambda::EventSourceMapping").items():
            if "StartingPosition" not in mapping:
                self.assertIn("MaximumConcurrency", mapping["ScalingConfig"], name)

    def test_each_asynchronous_path_ends_in_a_queue_with_an_alarm(self):
        """Covers queues, streams, rules, schedules, and the functions that they invoke asynchronously."""
        queues = of_type(TRANSLATED, "AWS::SQS::Queue")
        ends = set()
        for name, mapping in of_type(TRANSLATED, "AWS::Lambda::EventSourceMapping").items():
            with self.subTest(name):
                source = mapping["EventSourceArn"]["Fn::GetAtt"][0]
                end = queues[source]["RedrivePolicy"]["deadLetterTargetArn"] if source in queues else mapping["DestinationConfig"]["OnFailure"]["Destination"]
                ends.add(end["Fn::GetAtt"][0])
        called = set()
        for name, rule in of_type(TRANSLATED, "AWS::Events::Rule").items():
            for target in rule["Targets"]:
                with self.subTest(name):
                    ends.add(target["DeadLetterConfig"]["Arn"]["Fn::GetAtt"][0])
                    called |= references(target["Arn"])
        for name, schedule in of_type(TRANSLATED, "AWS::Scheduler::Schedule").items():
            with self.subTest(name):
                ends.add(schedule["Target"]["DeadLetterConfig"]["Arn"]["Fn::GetAtt"][0])
                called |= references(schedule["Target"]["Arn"])
        caught = {p["FunctionName"]["Ref"]: p for p in of_type(TRANSLATED, "AWS::Lambda::EventInvokeConfig").values()}
        for alias in called:
            function = self.aliases[alias]["FunctionName"]["Ref"]
            with self.subTest(function):
                ends.add(caught[function]["DestinationConfig"]["OnFailure"]["Destination"]["Fn::GetAtt"][0])
        self.assertEqual(ends, {"FailedEvents", "DeadLetters"})
        alarmed = {
            d["Value"].get("Ref")
            for p in of_type(STACKS["operations"], "AWS::CloudWatch::Alarm").values()
            for d in p.get("Dimensions", [])
            if p["MetricName"] == "ApproximateNumberOfMessagesVisible"
        }
        self.assertEqual(alarmed, ends)

    def test_nobody_is_allowed_everything(self):
        """The only exception is the key's owner, because "*" in a key policy means this key. Deny statements (TLS only)
        are allowed.
        """
        for name, stack in STACKS.items():
            for place, statement in statements(stack):
                if statement["Effect"] != "Allow" or place == "CodeKey":
                    continue
                with self.subTest(f"{name} {place}"):
                    for action in listed(statement["Action"]):
                        self.assertNotIn("*", action)
                    if "Resource" in statement:
                        self.assertNotIn("*", listed(statement["Resource"]))
                    self.assertNotIn(statement.get("Principal"), ("*", {"AWS": "*"}))

    def test_roles_have_no_managed_policies_but_those_that_sam_adds(self):
        """The policies for logs and traces, for CodeDeploy, and for polling a queue or a stream."""
        managed = set()
        for role in of_type(TRANSLATED, "AWS::IAM::Role").values():
            managed |= {re.sub(r".*policy/", "", str(arn.get("Fn::Sub", arn) if isinstance(arn, dict) else arn)) for arn in role.get("ManagedPolicyArns", [])}
        self.assertEqual(
            managed,
            {
                "AWSXrayWriteOnlyAccess",
                "service-role/AWSLambdaBasicExecutionRole",
                "service-role/AWSLambdaDynamoDBExecutionRole",
                "service-role/AWSLambdaSQSQueueExecutionRole",
                "service-role/AWSCodeDeployRoleForLambda",
            },
        )

    def test_in_prod_new_versions_of_what_matters_most_start_as_canaries(self):
        groups = of_type(TRANSLATED, "AWS::CodeDeploy::DeploymentGroup")
        self.assertEqual({name.removesuffix("FunctionDeploymentGroup") for name in groups}, CANARIES)
        for name, group in groups.items():
            with self.subTest(name):
                kind = group["DeploymentConfigName"]["Fn::If"]
                self.assertEqual(kind[0], "IsProd")
                self.assertIn("Canary10Percent5Minutes", str(kind[1]))
                self.assertIn("AllAtOnce", str(kind[2]))
                self.assertIn("DEPLOYMENT_STOP_ON_ALARM", group["AutoRollbackConfiguration"]["Events"])
                self.assertIn("ReleaseAlarm", references(group["AlarmConfiguration"]))
        self.assertEqual(TRANSLATED["Resources"]["ReleaseAlarm"]["Condition"], "IsProd")

    def test_the_release_alarm_counts_the_routes_of_all_canaries(self):
        routes = {
            f'{event["Properties"]["Method"]} {event["Properties"]["Path"]}'
            for name in CANARIES
            for event in SOURCE["Resources"][name + "Function"]["Properties"].get("Events", {}).values()
        }
        pattern = of_type(TRANSLATED, "AWS::Logs::MetricFilter")["ReleaseFailuresFilter"]["FilterPattern"]
        self.assertEqual(set(re.findall(r'\$\.route = "([^"]+)"', pattern)), routes)
        self.assertLessEqual(len(pattern), 1024)
        metric = of_type(TRANSLATED, "AWS::Logs::MetricFilter")["ReleaseFailuresFilter"]["MetricTransformations"][0]["MetricName"]
        self.assertEqual(of_type(TRANSLATED, "AWS::CloudWatch::Alarm")["ReleaseAlarm"]["MetricName"], metric)

    def test_an_idle_stack_has_five_alarms_and_no_metric_of_its_own(self):
        """CloudWatch bills each metric of an alarm, and a custom metric for every hour with a value."""
        alarms = [p for stack in STACKS.values() for p in unconditional(stack, "AWS::CloudWatch::Alarm")]
        self.assertEqual(len(alarms), 5)
        self.assertTrue(all("Metrics" not in alarm for alarm in alarms))
        self.assertEqual([d for stack in STACKS.values() for d in unconditional(stack, "AWS::CloudWatch::Dashboard")], [])
        for stack in STACKS.values():
            for name, filter in of_type(stack, "AWS::Logs::MetricFilter").items():
                for metric in filter["MetricTransformations"]:
                    self.assertNotIn("DefaultValue", metric, name)

    def test_tables_use_the_key_that_aws_owns(self):
        """AWS bills requests to the AWS managed key."""
        for name, table in of_type(TRANSLATED, "AWS::DynamoDB::Table").items():
            self.assertNotIn("SSESpecification", table, name)

    def test_the_api_limits_its_callers_and_logs_no_query(self):
        stage = next(iter(of_type(TRANSLATED, "AWS::ApiGatewayV2::Stage").values()))
        self.assertEqual(references(stage["DefaultRouteSettings"]), {"ApiRateLimit", "ApiBurstLimit"})
        format = stage["AccessLogSettings"]["Format"]
        self.assertIn("$context.routeKey", format)
        self.assertNotRegex(format, r"\$context\.path|[qQ]ueryString|\$context\.authorizer")


if __name__ == "__main__":
    unittest.main(verbosity=2)

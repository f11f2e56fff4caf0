"""Checks the permissions that AWS needs to create a resource or to act for a function."""

import json
import re
import unittest

from translated_test import SOURCE, STACKS, TRANSLATED, listed, of_type, references

# The actions of AWS's managed policies that this template needs: AWS managed policy reference guide. All are on "*".
LOGS = {"logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"}
MANAGED = {
    "service-role/AWSLambdaBasicExecutionRole": LOGS,
    "service-role/AWSLambdaSQSQueueExecutionRole": LOGS | {"sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"},
    "service-role/AWSLambdaDynamoDBExecutionRole": LOGS
    | {"dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"},
    "service-role/AWSCodeDeployRoleForLambda": {"cloudwatch:DescribeAlarms", "lambda:GetAlias", "lambda:UpdateAlias"},
    "AWSXrayWriteOnlyAccess": {"xray:PutTraceSegments", "xray:PutTelemetryRecords"},
}

# Lambda checks these when it creates a mapping, and polls with them: Lambda developer guide, "Permissions" of each
# source.
POLLING = {
    "AWS::SQS::Queue": ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
    "AWS::DynamoDB::Table": ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"],
}

# The action that the sender's role needs for a destination or a dead-letter queue.
SENDING = {
    "AWS::SQS::Queue": "sqs:SendMessage",
    "AWS::SNS::Topic": "sns:Publish",
    "AWS::Lambda::Alias": "lambda:InvokeFunction",
    "AWS::S3::Bucket": "s3:PutObject",
}

RESOURCES = TRANSLATED["Resources"]
ALIASES = of_type(TRANSLATED, "AWS::Lambda::Alias")
PERMISSIONS = of_type(TRANSLATED, "AWS::Lambda::Permission").values()


def target(node):
    """Returns the logical id of the resource that an ARN belongs to."""
    return node["Ref"] if "Ref" in node else node["Fn::GetAtt"][0]


def function_of(qualified):
    """Returns the function of a reference to the function or to its alias."""
    name = target(qualified)
    return target(ALIASES[name]["FunctionName"]) if name in ALIASES else name


def role_of(qualified):
    return target(RESOURCES[function_of(qualified)]["Properties"]["Role"])


def statements_of(role):
    for policy in RESOURCES[role]["Properties"].get("Policies", []):
        yield from listed(policy["PolicyDocument"]["Statement"])


def permits(role, action, arn):
    """Returns whether the role's inline or managed policies allow the action on exactly this ARN."""
    for managed in RESOURCES[role]["Properties"].get("ManagedPolicyArns", []):
        name = re.sub(r".*:policy/", "", managed if isinstance(managed, str) else json.dumps(managed)).rstrip('"}')
        if action in MANAGED[name]:
            return True
    return any(
        statement["Effect"] == "Allow" and action in listed(statement["Action"]) and arn in listed(statement["Resource"])
        for statement in statements_of(role)
    )


def trusts(role, service):
    for statement in RESOURCES[role]["Properties"]["AssumeRolePolicyDocument"]["Statement"]:
        if statement["Effect"] == "Allow" and service in listed(statement["Principal"]["Service"]):
            return True
    return False


def may_be_called(qualified, service, source=None):
    """Returns whether the function's resource policy lets the service call this alias, optionally only from a source.
    """
    return any(
        permission["FunctionName"] == qualified
        and permission["Principal"] == service
        and permission["Action"] == "lambda:InvokeFunction"
        and (source is None or permission.get("SourceArn") == source)
        for permission in PERMISSIONS
    )


def resource_policies(stack, kind, place):
    """Returns the statements of the policies of queues, topics or buckets by the resource that they protect."""
    found = {}
    for name, policy in of_type(stack, kind).items():
        for protected in listed(policy[place]):
            found.setdefault(target(protected), {})[name] = policy["PolicyDocument"]["Statement"]
    return found


class Permissions(unittest.TestCase):
    def assert_permits(self, role, action, arn, why):
        with self.subTest(f"{why}: {action}"):
            self.assertTrue(permits(role, action, arn), f"{role} lacks {action} on {arn}")

    def assert_sends(self, role, arn, why):
        self.assert_permits(role, SENDING[RESOURCES[target(arn)]["Type"]], arn, why)

    def test_every_kind_of_event_is_known_here(self):
        kinds = {e["Type"] for f in of_type(SOURCE, "AWS::Serverless::Function").values() for e in f.get("Events", {}).values()}
        self.assertEqual(kinds, {"HttpApi", "SQS", "DynamoDB", "ScheduleV2", "EventBridgeRule"})

    def test_every_managed_policy_is_known_here(self):
        managed = {re.sub(r".*:policy/", "", arn) for r in of_type(TRANSLATED, "AWS::IAM::Role").values() for arn in r.get("ManagedPolicyArns", [])}
        self.assertLessEqual(managed, set(MANAGED))

    def test_functions_are_trusted_and_may_log(self):
        for name in of_type(TRANSLATED, "AWS::Lambda::Function"):
            role = role_of({"Ref": name})
            self.assertTrue(trusts(role, "lambda.amazonaws.com"), role)
            for action in ("logs:CreateLogStream", "logs:PutLogEvents", "xray:PutTraceSegments"):
                self.assert_permits(role, action, "*", name)

    def test_event_source_mappings_may_poll_and_report_failures(self):
        mappings = of_type(TRANSLATED, "AWS::Lambda::EventSourceMapping")
        self.assertGreater(len(mappings), 3)
        for name, mapping in mappings.items():
            role = role_of(mapping["FunctionName"])
            source = mapping["EventSourceArn"]
            for action in POLLING[RESOURCES[target(source)]["Type"]]:
                self.assert_permits(role, action, source, name)
            for destination in mapping.get("DestinationConfig", {}).values():
                self.assert_sends(role, destination["Destination"], name)

    def test_asynchronous_failures_reach_their_destination(self):
        for name, config in of_type(TRANSLATED, "AWS::Lambda::EventInvokeConfig").items():
            for destination in config["DestinationConfig"].values():
                self.assert_sends(role_of(config["FunctionName"]), destination["Destination"], name)
        for name, function in of_type(TRANSLATED, "AWS::Lambda::Function").items():
            if "DeadLetterConfig" in function:
                self.assert_sends(role_of({"Ref": name}), function["DeadLetterConfig"]["TargetArn"], name)

    def test_schedules_may_call_and_keep_what_failed(self):
        for name, schedule in of_type(TRANSLATED, "AWS::Scheduler::Schedule").items():
            role = target(schedule["Target"]["RoleArn"])
            self.assertTrue(trusts(role, "scheduler.amazonaws.com"), role)
            self.assertIn(target(schedule["Target"]["Arn"]), ALIASES)
            self.assert_permits(role, "lambda:InvokeFunction", schedule["Target"]["Arn"], name)
            self.assert_sends(role, schedule["Target"]["DeadLetterConfig"]["Arn"], name)

    def test_rules_may_call_and_keep_what_failed(self):
        """EventBridge has no role here, so the policies of the function and of the queue must allow it."""
        queues = resource_policies(TRANSLATED, "AWS::SQS::QueuePolicy", "Queues")
        for name, rule in of_type(TRANSLATED, "AWS::Events::Rule").items():
            arn = {"Fn::GetAtt": [name, "Arn"]}
            for called in rule["Targets"]:
                with self.subTest(name):
                    self.assertTrue(may_be_called(called["Arn"], "events.amazonaws.com", arn))
                    queue = called["DeadLetterConfig"]["Arn"]
                    policies = [s for policy in queues[target(queue)].values() for s in policy]
                    self.assertTrue(
                        any(
                            s["Effect"] == "Allow"
                            and s["Principal"] == {"Service": "events.amazonaws.com"}
                            and "sqs:SendMessage" in listed(s["Action"])
                            and queue in listed(s["Resource"])
                            and arn in listed(s["Condition"]["ArnEquals"]["aws:SourceArn"])
                            for s in policies
                        ),
                        f"no policy of {queue} lets {name} send",
                    )

    def test_each_route_may_call_its_alias(self):
        paths = next(iter(of_type(TRANSLATED, "AWS::ApiGatewayV2::Api").values()))["Body"]["paths"]
        routes = 0
        for path, methods in paths.items():
            for method, operation in methods.items():
                with self.subTest(f"{method} {path}"):
                    uri = operation["x-amazon-apigateway-integration"]["uri"]
                    (alias,) = references(uri) & set(ALIASES)
                    # In the source ARN, API Gateway replaces a path parameter with *.
                    source = f"/{method.upper()}{re.sub(r'{[^}]+}', '*', path)}"
                    self.assertTrue(
                        any(
                            p["FunctionName"] == {"Ref": alias}
                            and p["Principal"] == "apigateway.amazonaws.com"
                            and p["SourceArn"]["Fn::Sub"][0].endswith("/${__Stage__}" + source)
                            for p in PERMISSIONS
                        ),
                        source,
                    )
                    routes += 1
        self.assertGreater(routes, 50)

    def test_cognito_may_call_its_triggers_and_use_the_key(self):
        for name, pool in of_type(TRANSLATED, "AWS::Cognito::UserPool").items():
            config = dict(pool["LambdaConfig"])
            key = config.pop("KMSKeyID")
            for trigger, value in config.items():
                with self.subTest(f"{name} {trigger}"):
                    alias = value["LambdaArn"] if isinstance(value, dict) and "LambdaArn" in value else value
                    self.assertTrue(may_be_called(alias, "cognito-idp.amazonaws.com"))
                    self.assert_permits(role_of(alias), "kms:Decrypt", key, name)
            statements = RESOURCES[target(key)]["Properties"]["KeyPolicy"]["Statement"]
            # The deployer creates Cognito's grant and has this permission from IAM, so the key policy must delegate to
            # the account.
            self.assertTrue(any(":root" in json.dumps(s["Principal"]) and s["Action"] == "kms:*" for s in statements))
            cognito = {a for s in statements if s["Principal"] == {"Service": "cognito-idp.amazonaws.com"} for a in listed(s["Action"])}
            self.assertLessEqual({"kms:CreateGrant", "kms:Encrypt", "kms:GenerateDataKey"}, cognito)

    def test_ses_reports_to_the_default_bus_and_a_rule_hears_them(self):
        """SES supports only the default bus and needs no role: SES developer guide, "EventBridge destination"."""
        sources = {source for rule in of_type(TRANSLATED, "AWS::Events::Rule").values() for source in rule["EventPattern"]["source"]}
        for name, destination in of_type(TRANSLATED, "AWS::SES::ConfigurationSetEventDestination").items():
            bus = destination["EventDestination"]["EventBridgeDestination"]["EventBusArn"]["Fn::Sub"]
            self.assertTrue(bus.endswith(":event-bus/default"), name)
            self.assertIn("aws.ses", sources)

    def test_codedeploy_may_read_alarms_and_move_aliases(self):
        for name, group in of_type(TRANSLATED, "AWS::CodeDeploy::DeploymentGroup").items():
            role = target(group["ServiceRoleArn"])
            self.assertTrue(trusts(role, "codedeploy.amazonaws.com"))
            for action in ("cloudwatch:DescribeAlarms", "lambda:UpdateAlias"):
                self.assert_permits(role, action, "*", name)

    def test_alarms_may_publish(self):
        for stack in STACKS.values():
            topics = resource_policies(stack, "AWS::SNS::TopicPolicy", "Topics")
            for name, alarm in of_type(stack, "AWS::CloudWatch::Alarm").items():
                for topic in alarm.get("AlarmActions", []) + alarm.get("OKActions", []):
                    with self.subTest(name):
                        self.assertTrue(
                            any(
                                s["Effect"] == "Allow"
                                and s["Principal"] == {"Service": "cloudwatch.amazonaws.com"}
                                and s["Action"] == "sns:Publish"
                                and s["Resource"] == topic
                                for s in topics[target(topic)]["AlarmsPolicy"]
                            )
                        )

    def test_cloudfront_may_read_its_buckets(self):
        portal = STACKS["portal"]
        buckets = resource_policies(portal, "AWS::S3::BucketPolicy", "Bucket")
        for name, distribution in of_type(portal, "AWS::CloudFront::Distribution").items():
            for origin in distribution["DistributionConfig"]["Origins"]:
                if "S3OriginConfig" not in origin:
                    continue
                self.assertIn("OriginAccessControlId", origin)
                bucket = target(origin["DomainName"])
                granted = {
                    action
                    for policy in buckets[bucket].values()
                    for s in policy
                    if s["Effect"] == "Allow" and name in references(s["Condition"]["StringEquals"]["AWS:SourceArn"])
                    for action in listed(s["Action"])
                }
                self.assertEqual(granted, {"s3:GetObject", "s3:ListBucket"})

    def test_mails_go_to_any_identity_and_come_from_ours_alone(self):
        """In SES's sandbox, sending also needs permission for the recipient's identity
        (cloudposse/terraform-aws-ses#40).
        """
        granted = [s for s in statements_of(role_of({"Ref": "SendMailFunction"})) if "ses:SendEmail" in listed(s["Action"])]
        any_identity = [s for s in granted if json.dumps(s["Resource"]).endswith(':identity/*"}')]
        self.assertEqual([s.get("Condition") for s in any_identity], [{"StringEquals": {"ses:FromAddress": {"Ref": "MailFrom"}}}])
        self.assertTrue(any("MailReports" in json.dumps(s["Resource"]) for s in granted), "SES authorizes the configuration set too")

    def test_nothing_is_protected_by_two_policies(self):
        """CloudFormation writes the whole policy of a queue, topic or bucket, so a second one would replace the first.
        """
        for name, stack in STACKS.items():
            for kind, place in (("AWS::SQS::QueuePolicy", "Queues"), ("AWS::SNS::TopicPolicy", "Topics"), ("AWS::S3::BucketPolicy", "Bucket")):
                for protected, policies in resource_policies(stack, kind, place).items():
                    self.assertEqual(len(policies), 1, f"{name} {protected}: {sorted(policies)}")


if __name__ == "__main__":
    unittest.main(verbosity=2)

"""Deploys two stages into one AWS account and region: moto creates, updates and deletes both stacks.

moto supports only some types of resources. For the others this test registers stubs, which reject duplicate names, and
prints their list. moto evaluates no Rules (see parameters_test.py), permissions or service limits.
"""

import copy
import io
import itertools
import json
import logging
import os
import unittest
import warnings
import zipfile

from cfnlint.schema import PROVIDER_SCHEMA_MANAGER
from translated_test import ROOT, STACKS, TRANSLATED

os.environ |= {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "eu-west-1"}

import boto3  # noqa: E402 - reads the variables above
import moto.cloudformation.models as moto_stacks  # noqa: E402
import moto.cloudformation.parsing as moto_cloudformation  # noqa: E402
from moto import mock_aws  # noqa: E402
from moto.core.common_models import CloudFormationModel  # noqa: E402

REGION = "eu-west-1"
LEAST = {"MailFrom": "account@example.com", "MailIdentityArn": "arn:aws:ses:eu-west-1:123456789012:identity/example.com"}
# The stages of samconfig.toml: staging has no portal, prod has custom domains.
DEV = {"Stage": "dev", **LEAST}
STAGING = {"Stage": "staging", **LEAST, "Portal": "no", "AccessLogs": "yes", "BudgetAmount": "50", "AlarmEmail": "operator@example.com"}
# Types whose name must be unique although AWS generates their identifier. For other types the schema defines it.
NAMES = {
    "AWS::CloudFront::Function": ("Name",),
    "AWS::CloudFront::OriginAccessControl": ("OriginAccessControlConfig", "Name"),
    "AWS::CloudFront::ResponseHeadersPolicy": ("ResponseHeadersPolicyConfig", "Name"),
    "AWS::SecretsManager::Secret": ("Name",),
    "AWS::WAFv2::WebACL": ("Name",),
}
# The used names of the stand-ins, with the stack that uses each.
taken = {}


def schema_of(kind):
    return PROVIDER_SCHEMA_MANAGER.get_resource_schema(REGION, kind).schema


def name_path(kind):
    """Returns the path of the property that names a resource of this type, or () if AWS generates the identifier."""
    if kind in NAMES:
        return NAMES[kind]
    schema = schema_of(kind)
    paths = [tuple(pointer.split("/")[2:]) for pointer in schema["primaryIdentifier"]]
    read_only = {tuple(pointer.split("/")[2:]) for pointer in schema.get("readOnlyProperties", [])}
    given = [path for path in paths if path not in read_only]
    return given[0] if len(given) == len(paths) == 1 else ()


def stand_in(kind):
    """Creates a moto model of the type that records used names and returns placeholder texts as attributes."""
    path = name_path(kind)
    has_arn = schema_of(kind)["primaryIdentifier"][0].endswith("Arn") and not path

    class StandIn(CloudFormationModel):
        __module__ = "moto.stand_ins"  # moto derives the service from it

        def __init__(self, name):
            self.physical_resource_id = name

        @staticmethod
        def cloudformation_name_type():
            return ""

        @staticmethod
        def cloudformation_type():
            return kind

        @classmethod
        def has_cfn_attr(cls, attr):
            return True

        def get_cfn_attribute(self, attribute):
            return f"{self.physical_resource_id}.{attribute}"

        @classmethod
        def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
            name = cloudformation_json.get("Properties", {})
            for step in path:
                name = name.get(step, {})
            made = f"arn:aws:{kind.split('::')[1].lower()}:{region_name}:{account_id}:{resource_name}" if has_arn else resource_name
            name = name if isinstance(name, str) else made
            if (kind, name) in taken:
                raise ValueError(f"{kind} {name} already exists in stack {taken[kind, name]}: {kwargs['LogicalId']}")
            taken[kind, name] = kwargs["StackId"].split("/")[1]
            return cls(name)

        @classmethod
        def update_from_cloudformation_json(cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name):
            return original_resource

        @classmethod
        def delete_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name):
            del taken[kind, resource_name]

    StandIn.__name__ = kind.replace("::", "")
    return StandIn


# Types for which moto's models lack features that the template needs.
INCOMPLETE = {
    "AWS::Lambda::Version",  # the attribute Version
    "AWS::Lambda::Permission",  # of an alias, which moto's CloudFormation does not know
    "AWS::Lambda::EventSourceMapping",  # the same
}
USED = {resource["Type"] for stack in STACKS.values() for resource in stack["Resources"].values()}
UNKNOWN = sorted(USED - set(moto_cloudformation.get_model_map()) | INCOMPLETE)
STAND_INS = [stand_in(kind) for kind in UNKNOWN]
for cached in (moto_cloudformation.get_model_list, moto_cloudformation.get_model_map, moto_cloudformation.get_name_type_map):
    cached.cache_clear()


# moto's nested stacks do not support GetAtt.
moto_stacks.Stack.get_cfn_attribute = lambda stack, attribute: stack.output_map[attribute.removeprefix("Outputs.")].value


class Stages(unittest.TestCase):
    def setUp(self):
        warnings.simplefilter("ignore")
        logging.getLogger("moto").setLevel(logging.ERROR)
        self.mock = mock_aws(config={"lambda": {"use_docker": False}})
        self.mock.start()
        self.addCleanup(self.mock.stop)
        taken.clear()
        self.cloudformation = boto3.client("cloudformation", REGION)
        self.package()

    def package(self):
        """Uploads the files of `sam package` to a bucket: the nested templates, and an empty jar for each function."""
        s3 = boto3.client("s3", "us-east-1")
        s3.create_bucket(Bucket="bucket")
        for nested in ROOT.glob("infrastructure/stacks/*.yaml"):
            s3.put_object(Bucket="bucket", Key=str(nested.relative_to(ROOT)), Body=nested.read_bytes())
        jar = io.BytesIO()
        with zipfile.ZipFile(jar, "w") as content:
            content.writestr("empty", "")
        for resource in TRANSLATED["Resources"].values():
            if resource["Type"] == "AWS::Lambda::Function":
                s3.put_object(Bucket="bucket", Key=resource["Properties"]["Code"]["S3Key"], Body=jar.getvalue())

    def create(self, name, parameters, template=TRANSLATED):
        self.cloudformation.create_stack(
            StackName=name, TemplateBody=json.dumps(template), Parameters=given(parameters), Capabilities=["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"]
        )
        return self.resources(name)

    def resources(self, name):
        """Returns the type and physical name of each resource of the stack and its nested stacks."""
        found = self.cloudformation.list_stack_resources(StackName=name)["StackResourceSummaries"]
        own = [(r["ResourceType"], r["PhysicalResourceId"]) for r in found if r["PhysicalResourceId"]]
        nested = [r["PhysicalResourceId"] for r in found if r["ResourceType"] == "AWS::CloudFormation::Stack"]
        return own + list(itertools.chain(*map(self.resources, nested)))

    def outputs(self, name):
        return {o["OutputKey"]: o["OutputValue"] for o in self.cloudformation.describe_stacks(StackName=name)["Stacks"][0].get("Outputs", [])}

    def test_both_stages_live_in_one_region(self):
        dev = self.create("osmand-account-dev", DEV)
        staging = self.create("osmand-account-staging", STAGING)
        self.assertGreater(len(dev), 400)
        self.assertEqual(sorted(set(dev) & set(staging)), [])
        self.assertIn("PortalUrl", self.outputs("osmand-account-dev"))
        self.assertNotIn("PortalUrl", self.outputs("osmand-account-staging"))
        self.assertEqual([kind for kind, _ in staging if "CloudFront" in kind], [])
        self.assertIn("AWS::Budgets::Budget", [kind for kind, _ in staging])

        self.cloudformation.update_stack(StackName="osmand-account-staging", TemplateBody=json.dumps(TRANSLATED), Parameters=given(STAGING | {"DefaultPlan": "PRO"}))
        self.assertEqual(self.outputs("osmand-account-staging")["DefaultPlan"], "PRO")
        self.assertEqual(self.outputs("osmand-account-dev")["DefaultPlan"], "START")

        self.cloudformation.delete_stack(StackName="osmand-account-staging")
        self.assertEqual([s["StackName"] for s in self.cloudformation.describe_stacks()["Stacks"] if "staging" in s["StackName"]], [])
        self.assertEqual(sorted(self.resources("osmand-account-dev")), sorted(dev))

    def test_a_literal_name_collides(self):
        """Proves that the test can fail, with one type that moto supports and one that it does not."""
        for kind, name in (("AWS::S3::Bucket", "BucketName"), ("AWS::Scheduler::Schedule", "Name")):
            with self.subTest(kind):
                template = copy.deepcopy(TRANSLATED)
                found = next(r for r in template["Resources"].values() if r["Type"] == kind)
                found["Properties"][name] = "one-name"
                self.create("first" + kind[-3:], DEV, template)
                with self.assertRaisesRegex(Exception, "[Ee]xists"):
                    self.create("second" + kind[-3:], DEV, template)


def given(parameters):
    return [{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()]


print(f"moto knows {len(USED) - len(UNKNOWN)} of {len(USED)} types; stand-ins for: {', '.join(UNKNOWN)}")

if __name__ == "__main__":
    unittest.main(verbosity=2)

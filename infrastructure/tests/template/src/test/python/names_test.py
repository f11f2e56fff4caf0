"""Checks that two stages can share an AWS account and region: no two resources may get the same name."""

import unittest

from translated_test import STACKS, references

# Names that are only unique within another resource, and values that refer to an existing name.
WITHIN_ANOTHER = {
    "AWS::ApiGatewayV2::Stage": {"StageName"},
    "AWS::CloudWatch::Alarm": {"MetricName"},
    "AWS::CodeDeploy::DeploymentGroup": {"DeploymentConfigName"},
    "AWS::Lambda::Alias": {"Name"},
    "AWS::SNS::Topic": {"DisplayName"},
}

# Host names that the operator chooses. Two stages cannot share a host.
CHOSEN = {"ApiHost", "PortalOrigin"}


def names(properties):
    """Yields the names of the resource itself, from its own properties or those of its Config object."""
    for key, value in properties.items():
        if key == "Name" or key.endswith("Name"):
            yield key, value
        if key.endswith("Config") and isinstance(value, dict) and "Name" in value:
            yield f"{key}.Name", value["Name"]


class Names(unittest.TestCase):
    def test_no_resource_has_a_literal_name(self):
        seen = 0
        for stack_name, stack in STACKS.items():
            for name, resource in stack["Resources"].items():
                for key, value in names(resource.get("Properties", {})):
                    if key in WITHIN_ANOTHER.get(resource["Type"], ()):
                        continue
                    with self.subTest(f"{stack_name} {name} {key}"):
                        own = references(value) & (set(stack["Resources"]) | {"AWS::StackName", "Stack", "LogGroup"} | CHOSEN)
                        self.assertTrue(own, f"{value} is the same in every stack")
                        seen += 1
        self.assertGreater(seen, 100)


if __name__ == "__main__":
    unittest.main(verbosity=2)

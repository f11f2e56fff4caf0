"""make prune STAGE=... KEEP=3: lists old versions of the functions, and deletes them with DELETE=yes.

It keeps versions with an alias and the newest KEEP versions of each function.
"""

import sys

import aws
from samconfig import Stage


def main():
    name, keep, delete = (sys.argv[1:] + ["", "", ""])[:3]
    stage = Stage(name)
    if not keep.isdigit() or int(keep) < 1:
        raise aws.Refusal("KEEP must be 1 or more: the number of newest versions to keep. Example: make prune STAGE=dev KEEP=3")
    aws.use(stage.region or aws.region())
    aws.caller()
    functions = of_stack(stage.stack)
    old = {name: versions[: -int(keep)] for name, versions in published(functions).items()}
    count = size = 0
    for function, versions in sorted(old.items()):
        named = aliased(function) if versions else set()
        for version in versions:
            if version["Version"] not in named:
                count += 1
                size += version["CodeSize"]
                print(f"{function}:{version['Version']}  {version['CodeSize'] / 1e6:.1f} MB")
                if delete == "yes":
                    aws.call("lambda", "delete-function", "--function-name", function, "--qualifier", version["Version"])
    said = "deleted" if delete == "yes" else f"would be deleted: make prune STAGE={stage.name} KEEP={keep} DELETE=yes"
    print(f"{count} versions of {len(functions)} functions, {size / 1e6:.1f} MB, {said if count else 'nothing to delete'}")


def of_stack(stack):
    resources = aws.call("cloudformation", "list-stack-resources", "--stack-name", stack)["StackResourceSummaries"]
    return {r["PhysicalResourceId"] for r in resources if r["ResourceType"] == "AWS::Lambda::Function"}


def published(functions):
    """Lists published versions by function, oldest first. Listing the whole region takes fewer calls."""
    versions = {function: [] for function in functions}
    for version in aws.call("lambda", "list-functions", "--function-version", "ALL")["Functions"]:
        if version["FunctionName"] in functions and version["Version"] != "$LATEST":
            versions[version["FunctionName"]].append(version)
    return {function: sorted(found, key=lambda v: int(v["Version"])) for function, found in versions.items()}


def aliased(function):
    """Lists the versions with an alias. While CodeDeploy shifts traffic, an alias has two."""
    named = set()
    for alias in aws.call("lambda", "list-aliases", "--function-name", function)["Aliases"]:
        named.add(alias["FunctionVersion"])
        named.update((alias.get("RoutingConfig") or {}).get("AdditionalVersionWeights") or {})
    return named


aws.run(main)

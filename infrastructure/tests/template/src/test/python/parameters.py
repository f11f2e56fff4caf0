"""Resolves a template for given parameter values as CloudFormation does, as far as possible without AWS."""

import re

# The longest values of the pseudo parameters that descriptions use.
PSEUDO = {"AWS::StackName": "s" * 128, "AWS::Region": "r" * 14, "AWS::AccountId": "1" * 12, "AWS::Partition": "aws", "AWS::URLSuffix": "amazonaws.com"}


def allowed(parameter):
    """Returns all values of a parameter that has few, or None if the values are not limited."""
    if "AllowedValues" in parameter:
        return [str(value) for value in parameter["AllowedValues"]]
    if parameter["Type"] == "Number" and "MinValue" in parameter and "MaxValue" in parameter:
        return [str(value) for value in range(int(parameter["MinValue"]), int(parameter["MaxValue"]) + 1)]
    return None


def longest(parameter):
    """Returns the maximum length of a value."""
    if "AllowedValues" in parameter:
        return max(len(str(value)) for value in parameter["AllowedValues"])
    return len(str(parameter["MaxValue"])) if parameter["Type"] == "Number" else int(parameter["MaxLength"])


def other(parameter):
    """Returns a value that differs from the default."""
    default = str(parameter.get("Default", ""))
    if "AllowedValues" in parameter:
        return next(str(value) for value in parameter["AllowedValues"] if str(value) != default)
    return str(int(default) + 1) if parameter["Type"] == "Number" else default + "x"


def defaults(template):
    return {name: str(parameter.get("Default", "")) for name, parameter in template["Parameters"].items()}


class Resolved:
    """Resolves references to parameters, conditions and mappings of a template; other functions stay unresolved."""

    def __init__(self, template, values):
        self.template = template
        self.values = PSEUDO | defaults(template) | values

    def __call__(self, node):
        if isinstance(node, list):
            return [value for value in map(self, node) if value != {"Ref": "AWS::NoValue"}]
        if not isinstance(node, dict):
            return node
        if len(node) == 1:
            (function, argument), = node.items()
            if function == "Ref":
                return self.values.get(argument, node)
            if function == "Fn::If":
                return self(argument[1 if self.holds(self.template["Conditions"][argument[0]]) else 2])
            if function == "Fn::FindInMap":
                name, first, second = map(self, argument)
                return self.template["Mappings"][name][first][second]
            if function == "Fn::Sub" and isinstance(argument, str):
                return {function: re.sub(r"\$\{([\w:]+)\}", lambda found: self.values.get(found[1], found[0]), argument)}
        return {key: value for key, value in ((key, self(value)) for key, value in node.items()) if value != {"Ref": "AWS::NoValue"}}

    def holds(self, condition):
        (function, argument), = condition.items()
        if function == "Condition":
            return self.holds(self.template["Conditions"][argument])
        if function == "Fn::Equals":
            return str(self(argument[0])) == str(self(argument[1]))
        if function == "Fn::Not":
            return not self.holds(argument[0])
        return {"Fn::And": all, "Fn::Or": any}[function](self.holds(each) for each in argument)

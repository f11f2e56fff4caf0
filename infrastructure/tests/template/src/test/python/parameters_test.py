"""Checks which parameters CloudFormation accepts: patterns, limits and Rules, evaluated as it documents.

Each parameter has a line in DECISIONS: combinations that must be rejected, with a part of the error message.
"""

import re
import unittest

from translated_test import SOURCE

PARAMETERS = SOURCE["Parameters"]
IDENTITY = "arn:aws:ses:eu-west-1:123456789012:identity/example.com"
NO_ACCOUNT = IDENTITY.replace("123456789012", "000000000000")
CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/0f"
API_CERTIFICATE = CERTIFICATE.replace("us-east-1", "eu-west-1")
WEB_ACL = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/name/0f"

# Parameters that every stack requires.
LEAST = {"MailFrom": "account@example.com", "MailIdentityArn": IDENTITY}
OWN_PORTAL = {"PortalOrigin": "https://account.example.com", "PortalCertificateArn": CERTIFICATE}
OWN_API = {"ApiHost": "osmand.example.com", "ApiCertificateArn": API_CERTIFICATE}

# Valid combinations, each in addition to LEAST.
TAKEN = [
    {},
    {"Portal": "no"},
    {"Portal": "no", **OWN_API},
    {**OWN_PORTAL, **OWN_API, "HostedZoneId": "Z1"},
    {"WebAclArn": WEB_ACL, "AccessLogs": "yes"},
    {"Portal": "no", "AccessLogs": "yes"},
    {"BudgetAmount": "50", "AlarmEmail": "operator@example.com"},
    {"Stage": "prod", **OWN_PORTAL, **OWN_API, "AlarmEmail": "operator@example.com"},
    {"Stage": "staging", "AcceptTestPurchases": "true"},
]

ALONE = "it needs no other parameter and spoils none"
# For each parameter: why no combination is invalid, or pairs of a combination (added to LEAST) and its message.
DECISIONS = {
    "Stage": [({"Stage": "production"}, "Stage")],
    "AlarmEmail": [({"AlarmEmail": "operator"}, "AlarmEmail")],
    "BudgetAmount": [({"BudgetAmount": "50"}, "needs AlarmEmail")],
    "Dashboard": [({"Dashboard": "on"}, "Dashboard")],
    "MailFrom": [({"MailFrom": "account@example.org"}, "MailFrom is the example's address"), ({"MailFrom": "account"}, "MailFrom")],
    "MailIdentityArn": [({"MailIdentityArn": NO_ACCOUNT}, "make identity prints it"), ({"MailIdentityArn": None}, "must have values")],
    "TrashDays": [({"TrashDays": "31"}, "TrashDays")],
    "TrackDetails": [({"TrackDetails": "off"}, "TrackDetails")],
    "DefaultPlan": ALONE,
    "AcceptTestPurchases": [({"Stage": "prod", "AcceptTestPurchases": "true"}, "for dev and staging")],
    "StartBytes": ALONE,
    "StartFileBytes": "larger than StartBytes it is without effect; Rules can't compare numbers",
    "StartFiles": ALONE,
    "ProBytes": ALONE,
    "ShopUrl": [({"ShopUrl": "http://example.com"}, "ShopUrl")],
    "Portal": [({"Portal": "off"}, "Portal")],
    "PortalOrigin": [
        ({"PortalOrigin": "https://account.example.com"}, "PortalOrigin needs PortalCertificateArn"),
        ({"Portal": "no", **OWN_PORTAL}, "PortalOrigin needs a portal"),
        ({**OWN_PORTAL, "PortalOrigin": "https://account.example.com/"}, "PortalOrigin"),
    ],
    "PortalCertificateArn": [
        ({"PortalCertificateArn": CERTIFICATE}, "PortalCertificateArn needs PortalOrigin"),
        ({"Portal": "no", "PortalCertificateArn": CERTIFICATE}, "PortalCertificateArn needs PortalOrigin"),
        ({**OWN_PORTAL, "PortalCertificateArn": API_CERTIFICATE}, "in us-east-1"),
        ({**OWN_PORTAL, "PortalCertificateArn": CERTIFICATE.replace("123456789012", "000000000000")}, "make certificate prints it"),
    ],
    "WebAclArn": [
        ({"Portal": "no", "WebAclArn": WEB_ACL}, "WebAclArn needs a portal"),
        ({"WebAclArn": WEB_ACL.replace("us-east-1", "eu-west-1")}, "scope CLOUDFRONT"),
        ({"WebAclArn": WEB_ACL.replace("123456789012", "000000000000")}, "make waf prints it"),
    ],
    "SignUps": [({"SignUps": "ann@example.org; bob@example.org"}, "SignUps")],
    "CodesPerAddressPer10Minutes": "a value above CodesPerAddressPerDay has no effect; Rules can't compare numbers",
    "CodesPerAddressPerDay": ALONE,
    "CodesPerMailboxPerDay": ALONE,
    "CodesPerIpPerDay": ALONE,
    "TriesPerCodeAndIp": ALONE,
    "TriesPerCode": ALONE,
    "PasswordsPerAccountAndIp": ALONE,
    "PasswordsPerIpPerHour": ALONE,
    "OrderIdsPerIpPerHour": ALONE,
    "ApiHost": [({"ApiHost": "osmand.example.com"}, "ApiHost needs ApiCertificateArn"), ({**OWN_API, "ApiHost": "https://osmand.example.com"}, "ApiHost")],
    "ApiCertificateArn": [
        ({"ApiCertificateArn": API_CERTIFICATE}, "ApiCertificateArn needs ApiHost"),
        ({**OWN_API, "ApiCertificateArn": API_CERTIFICATE.replace("123456789012", "000000000000")}, "make certificate prints it"),
    ],
    "HostedZoneId": [({"HostedZoneId": "Z1"}, "HostedZoneId needs ApiHost"), ({**OWN_API, "HostedZoneId": "example.com"}, "HostedZoneId")],
    "ApiRateLimit": ALONE,
    "ApiBurstLimit": ALONE,
    "ReservedConcurrency": ALONE,
    "Tracing": [({"Tracing": "On"}, "Tracing")],
    "AccessLogs": [({"AccessLogs": "bucket"}, "AccessLogs")],
}


def refusals(given, template=SOURCE):
    """Returns all messages with which CloudFormation rejects the parameters. None as a value omits a parameter."""
    given = {name: value for name, value in (LEAST | given).items() if value is not None}
    values, sentences = {}, []
    for name, definition in template["Parameters"].items():
        if name not in given and "Default" not in definition:
            sentences.append(f"Parameters: [{name}] must have values")
            continue
        values[name] = str(given.get(name, definition.get("Default")))
        sentences += constraint(name, definition, values[name])
    sentences += [f"Parameters: [{name}] do not exist in the template" for name in set(given) - set(template["Parameters"])]
    if sentences:
        return sentences  # CloudFormation evaluates Rules only with valid values.
    for rule in template.get("Rules", {}).values():
        if holds(rule.get("RuleCondition", True), values):
            sentences += [a["AssertDescription"] for a in rule["Assertions"] if not holds(a["Assert"], values)]
    return sentences


def constraint(name, definition, value):
    broken = (
        ("AllowedValues" in definition and value not in map(str, definition["AllowedValues"]))
        or ("AllowedPattern" in definition and not re.fullmatch(definition["AllowedPattern"], value))
        or ("MaxLength" in definition and len(value) > int(definition["MaxLength"]))
        or ("MinValue" in definition and float(value) < float(definition["MinValue"]))
        or ("MaxValue" in definition and float(value) > float(definition["MaxValue"]))
    )
    return [f"Parameter {name} failed to satisfy constraint: {definition.get('ConstraintDescription', '')}"] if broken else []


def holds(condition, values):
    """Evaluates the condition functions that CloudFormation documents for Rules, except those about VPCs and similar.
    """
    if isinstance(condition, bool):
        return condition
    ((function, arguments),) = condition.items()
    if function == "Fn::Equals":
        return text(arguments[0], values) == text(arguments[1], values)
    if function == "Fn::Contains":
        return text(arguments[1], values) in [text(element, values) for element in arguments[0]]
    if function == "Fn::Not":
        return not holds(arguments[0], values)
    if function == "Fn::And":
        return all(holds(argument, values) for argument in arguments)
    if function == "Fn::Or":
        return any(holds(argument, values) for argument in arguments)
    raise AssertionError(f"{function} is no function of Rules")


def text(value, values):
    if isinstance(value, dict):
        ((function, name),) = value.items()
        assert function == "Ref", f"Rules know Ref alone beside their own functions, not {function}"
        return values[name]
    return str(value).lower() if isinstance(value, bool) else str(value)


class Parameters(unittest.TestCase):
    def test_each_parameter_has_a_decision(self):
        self.assertEqual(sorted(PARAMETERS), sorted(DECISIONS))

    def test_whole_configurations_are_taken(self):
        for given in TAKEN:
            with self.subTest(given):
                self.assertEqual(refusals(given), [])

    def test_half_configurations_are_refused_with_a_sentence(self):
        for name, decision in DECISIONS.items():
            for given, sentence in [] if isinstance(decision, str) else decision:
                with self.subTest(name, given=given):
                    self.assertIn(name, given)
                    self.assertTrue(any(sentence in refusal for refusal in refusals(given)), refusals(given))

    def test_each_rule_is_broken_by_one_combination(self):
        """A rule that no combination breaks may always hold or never apply."""
        said = {refusal for decision in DECISIONS.values() if not isinstance(decision, str) for given, _ in decision for refusal in refusals(given)}
        for name, rule in SOURCE["Rules"].items():
            for assertion in rule["Assertions"]:
                with self.subTest(name):
                    self.assertIn(assertion["AssertDescription"], said)

    def test_placeholders_of_samconfig_are_refused(self):
        """The placeholder account 000000000000 must not be deployed."""
        for name, definition in PARAMETERS.items():
            if name.endswith("Arn"):
                with self.subTest(name):
                    self.assertIn("(?!000000000000)", definition["AllowedPattern"])
                    self.assertIn("ConstraintDescription", definition)


if __name__ == "__main__":
    unittest.main(verbosity=2)

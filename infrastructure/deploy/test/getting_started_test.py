"""Follows docs/getting-started.md from step 2 on, word by word, as the owner of osm.test with a new AWS account.

The commands and their order come from the page. The test itself does the manual steps between them: DNS records, the link in
a mail, and the values in samconfig.toml. .ci/serves tests step 1, `make run`.
"""

import re
import unittest
from pathlib import Path

from sandbox import ROOT, Sandbox

PAGE = (ROOT / "docs/getting-started.md").read_text().replace("example.org", "osm.test")


def block(step):
    """Returns the commands of a step."""
    section = re.search(rf"(?ms)^## {step}\. .*?(?=^## |\Z)", PAGE).group()
    return re.findall(r"(?ms)^```sh\n(.*?)^```", section)


class GettingStarted(Sandbox):
    def fill_in(self, **values):
        """Step 5: sets the stage dev's parameters, only in its block, and removes the example's values."""
        file = Path(self.folder / "samconfig.toml")
        before, dev, after = re.split(r"(?ms)(^\[dev\..*?)(?=^\[staging)", file.read_text())
        lines = [f'    "{name}={value}",' for name, value in ({"Stage": "dev", "AcceptTestPurchases": "true"} | values).items()]
        dev = re.sub(r"(?ms)^parameter_overrides = \[.*?^\]", "parameter_overrides = [\n" + "\n".join(lines) + "\n]", dev)
        file.write_text(before + dev + after)

    def test_every_command_of_the_page_is_one_of_a_step(self):
        self.assertEqual(len(re.findall(r"(?m)^```sh$", PAGE)), sum(len(block(step)) for step in range(1, 8)))
        self.assertEqual(block(1), ["make run\n"])

    def test_from_nothing_to_a_stack_with_names_of_its_own(self):
        identity, sandbox = block(3)
        printed = self.succeeds(identity)
        self.assertEqual(printed.count(" CNAME "), 3)
        arn = re.search(r"MailIdentityArn: (\S+)", printed).group(1)
        self.succeeds(sandbox)
        self.assertIn("you@osm.test", self.state()["identities"])

        [certificates] = block(4)
        printed = self.succeeds(certificates)
        self.assertEqual(printed.count(" CNAME "), 2)
        portal, api = re.findall(r"arn:aws:acm:\S+", printed)

        [deploy] = block(6)
        self.fails(deploy, "still has the example's", "docs/getting-started.md, step 5")
        self.fill_in(MailFrom="account@osm.test", MailIdentityArn=arn, PortalOrigin="https://account.osm.test",
                     PortalCertificateArn=portal, ApiHost="osmand.osm.test", ApiCertificateArn=api)
        state = self.state()
        for certificate in state["certificates"].values():
            certificate["polls"] = 6
        state.save()
        printed = self.succeeds(deploy)
        said = ["Waiting until SES has verified osm.test", "Done: SES has verified osm.test",
                "Waiting until the certificate for account.osm.test is issued", "Done: the certificate for account.osm.test",
                "Waiting until the certificate for osmand.osm.test is issued", "Done: the certificate for osmand.osm.test", "ApiUrl", "PortalUrl"]
        self.assertEqual(said, sorted(said, key=printed.find))
        for words in said:
            self.assertIn(words, printed)
        self.assertIn("s3 sync portal/dist s3://portal-bucket", " ".join(self.state()["calls"]))

    def test_without_names_of_its_own_in_an_account_that_CloudFront_does_not_know(self):
        self.state().save(cloudfront=False)
        arn = re.search(r"MailIdentityArn: (\S+)", self.succeeds(block(3)[0])).group(1)
        own = {"MailFrom": "account@osm.test", "MailIdentityArn": arn}
        self.fill_in(**own)
        [deploy] = block(6)
        self.fails(deploy, 'Add "Portal=no"')
        self.fill_in(**own, Portal="no")
        # The failed stack must be deleted first. The error names the command, which only AWS can execute.
        printed = self.fails(deploy, "is in ROLLBACK_COMPLETE")
        self.assertIn("aws cloudformation delete-stack --stack-name osmand-account-dev", printed)
        self.state().save(stacks={})
        self.succeeds(deploy)

    def test_without_credentials_or_region_each_command_says_what_is_missing(self):
        commands = [block(3)[0], block(4)[0], block(6)[0]]
        self.fill_in(MailFrom="account@osm.test", MailIdentityArn="arn:aws:ses:eu-west-1:123456789012:identity/osm.test")
        self.state().save(credentials=False)
        for command in commands:
            self.fails(command, "AWS accepts no credentials here: run aws configure or aws sso login.")
        self.state().save(credentials=True, profile_region="")
        for command in (commands[0], commands[2]):  # make certificate names its region
            self.fails(command, "The region is missing: set AWS_REGION")


if __name__ == "__main__":
    unittest.main()

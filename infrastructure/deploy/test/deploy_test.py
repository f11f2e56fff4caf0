"""Tests `make deploy` and its preparations with a stub that rejects calls as AWS does."""

import shutil
import unittest

from sandbox import Sandbox
from standin import ACCOUNT

CERTIFICATE = f"arn:aws:acm:eu-west-1:{ACCOUNT}:certificate/1"


class Deploy(Sandbox):
    def setUp(self):
        super().setUp()
        self.edit("000000000000", ACCOUNT)
        self.edit("example.org", "osm.test")
        self.state().save(identities={"osm.test": 0})

    def deployed(self):
        return [call for call in self.state()["calls"] if call.startswith("sam deploy")]

    def refused(self, *said, command="make deploy STAGE=dev"):
        self.fails(command, *said)
        self.assertEqual(self.deployed(), [])

    def test_deploys_and_publishes_the_portal(self):
        printed = self.succeeds("make deploy STAGE=dev")
        self.assertIn("ApiUrl https://api.example", printed)
        self.assertIn("s3 sync portal/dist s3://portal-bucket --delete --only-show-errors", self.state()["calls"])
        self.assertIn('{"CORSRules": [{"AllowedOrigins": ["https://portal.example"]}]}', self.state()["calls"])
        self.assertIn("sam build", self.state()["calls"])

    def test_waits_until_the_identity_is_verified(self):
        self.state().save(identities={"osm.test": 3})
        printed = self.succeeds("make deploy STAGE=dev")
        self.assertIn("Waiting until SES has verified osm.test", printed)
        self.assertIn("Done: SES has verified osm.test", printed)
        self.assertEqual(self.state()["calls"].count("sesv2 get-email-identity"), 4)

    def test_gives_up_after_a_bounded_time_and_says_how_to_go_on(self):
        self.environment["WAIT_MINUTES"] = "0.005"
        self.state().save(identities={"osm.test": 1_000_000})
        self.refused("SES has not verified osm.test after 0.005 minutes", "make identity DOMAIN=osm.test", "run make deploy STAGE=dev again")

    def test_an_identity_that_SES_has_given_up_is_made_again(self):
        self.state().save(identities={"osm.test": "FAILED"})
        self.refused("SES did not find the DNS records", "aws sesv2 delete-email-identity --email-identity osm.test")

    def test_an_identity_that_is_not_there(self):
        self.state().save(identities={})
        self.refused("SES has no identity osm.test in this region. Run make identity DOMAIN=osm.test")

    def test_a_sender_outside_the_identity(self):
        self.edit("MailFrom=account@osm.test", "MailFrom=account@other.test")
        self.refused("MailFrom account@other.test is not an address of the identity osm.test")

    def certificate(self, **values):
        self.edit('"Stage=dev",', f'"Stage=dev", "ApiHost=api.osm.test", "ApiCertificateArn={CERTIFICATE}",')
        self.state().save(certificates={CERTIFICATE: {"host": "api.osm.test", **values}})

    def test_waits_until_a_certificate_is_issued(self):
        self.certificate(status="PENDING_VALIDATION", polls=4)
        printed = self.succeeds("make deploy STAGE=dev")
        self.assertIn("Waiting until the certificate for api.osm.test is issued", printed)

    def test_a_certificate_that_stays_pending(self):
        self.environment["WAIT_MINUTES"] = "0.005"
        self.certificate(status="PENDING_VALIDATION", polls=1)
        state = self.state()
        state["certificates"][CERTIFICATE]["polls"] = 1_000_000
        state.save()
        self.refused("The certificate for api.osm.test is not issued after 0.005 minutes", "run make deploy STAGE=dev again")

    def test_a_certificate_that_is_dead(self):
        for status in ("VALIDATION_TIMED_OUT", "FAILED", "EXPIRED", "REVOKED"):
            with self.subTest(status):
                if "ApiCertificateArn" not in (self.folder / "samconfig.toml").read_text().split("[staging")[0]:
                    self.certificate(status=status, polls=0)
                self.state().save(certificates={CERTIFICATE: {"host": "api.osm.test", "status": status, "polls": 0}})
                self.refused(f"is {status}. Make a new one with make certificate HOST=api.osm.test REGION=eu-west-1")

    def test_values_of_the_example_are_refused_in_the_chosen_stage_alone(self):
        file = self.folder / "samconfig.toml"
        dev, rest = file.read_text().split("[staging")
        file.write_text(dev + "[staging" + rest.replace(ACCOUNT, "000000000000"))
        self.succeeds("make deploy STAGE=dev")
        calls = len(self.state()["calls"])
        printed = self.fails("make deploy STAGE=prod", "stage prod still has the example's MailIdentityArn, PortalCertificateArn, ApiCertificateArn")
        self.assertEqual(len(printed.split("make: ")[0].strip().splitlines()), 1, "one sentence")
        self.assertEqual(len(self.state()["calls"]), calls, "nothing was asked of AWS")

    def test_a_stage_that_is_not_there(self):
        self.refused("samconfig.toml has no stage test. It has: dev, staging, prod.", command="make deploy STAGE=test")
        self.refused("samconfig.toml has no stage", command="make deploy STAGE=")

    def test_no_credentials(self):
        self.state().save(credentials=False)
        self.refused("AWS accepts no credentials here: run aws configure or aws sso login.", "Unable to locate credentials")

    def test_missing_tools(self):
        for tool in ("aws", "sam"):
            with self.subTest(tool):
                bin = self.folder / "infrastructure/deploy/test/bin"
                (bin / tool).rename(bin / f"no-{tool}")
                self.environment["PATH"] = f"{bin}:{self.only('bash', 'sh', 'make', 'env')}"
                self.refused(f"{tool} is missing: install the {tool.upper()} CLI")
                (bin / f"no-{tool}").rename(bin / tool)

    def only(self, *tools):
        """Creates a folder with only these tools of the machine."""
        folder = self.folder / "tools"
        folder.mkdir(exist_ok=True)
        for tool in tools:
            if not (folder / tool).exists():
                (folder / tool).symlink_to(shutil.which(tool))
        return folder

    def test_python_is_missing_or_old(self):
        self.refused("Python is missing: install Python 3.10 or newer", command="make deploy STAGE=dev PYTHON=no-python")
        old = self.folder / "old.py"
        old.write_text("import sys; sys.version_info = (3, 9, 1); sys.path.insert(0, 'infrastructure/deploy'); import aws")
        self.fails("python3 old.py", "Python 3.10 or newer is required. This is Python 3.9.")

    def test_an_old_sam_cli(self):
        self.environment["SAM_VERSION"] = "1.99.0"
        self.refused("The SAM CLI is 1.99: install 1.150 or newer.")

    def test_the_region_may_come_from_the_environment_alone(self):
        self.state().save(profile_region="")
        self.refused("The region is missing: set AWS_REGION")
        for variable in ("AWS_REGION", "AWS_DEFAULT_REGION"):
            with self.subTest(variable):
                self.succeeds(f"{variable}=eu-west-1 make deploy STAGE=dev")
                self.assertIn("eu-west-1", self.succeeds(f"{variable}=eu-west-1 make identity DOMAIN={variable.lower()}.test"))

    def test_an_arn_of_another_region_or_account(self):
        self.refused("MailIdentityArn is in eu-west-1, but must be in us-east-1", command="AWS_REGION=us-east-1 make deploy STAGE=dev")
        self.edit(ACCOUNT, "999999999999")
        self.refused(f"MailIdentityArn is of AWS account 999999999999, but you are signed in to {ACCOUNT}")

    def test_states_that_AWS_does_not_update(self):
        for status, said in (
            ("ROLLBACK_COMPLETE", "aws cloudformation delete-stack --stack-name osmand-account-dev"),
            ("UPDATE_ROLLBACK_FAILED", "aws cloudformation continue-update-rollback --stack-name osmand-account-dev"),
            ("UPDATE_IN_PROGRESS", "another deployment is running"),
            ("DELETE_FAILED", "Delete it in the CloudFormation console"),
        ):
            with self.subTest(status):
                self.state().save(stacks={"osmand-account-dev": {"status": status}})
                self.refused(f"is in {status}", said)

    def test_an_account_that_CloudFront_does_not_know_yet(self):
        self.state().save(cloudfront=False)
        printed = self.fails("make deploy STAGE=dev", "Distribution: ", "must be verified before you can add new CloudFront resources",
                             'Add "Portal=no"', "run make deploy STAGE=dev again")
        self.assertNotIn("cancelled", printed)
        self.fails("make deploy STAGE=dev", "is in ROLLBACK_COMPLETE", "delete-stack")
        self.state().save(stacks={})
        self.edit('"Stage=dev",', '"Stage=dev", "Portal=no",')
        self.assertIn("this stack has none", self.succeeds("make deploy STAGE=dev"))


class Certificate(Sandbox):
    def test_prints_the_arn_and_the_record(self):
        printed = self.succeeds("make certificate HOST=osm.test REGION=us-east-1")
        self.assertRegex(printed, r"arn:aws:acm:us-east-1:123456789012:certificate/\w+\n(.*\n)*_1.osm.test. CNAME _2.acm-validations.aws.")

    def test_asked_twice_it_is_the_same_one(self):
        arns = {self.succeeds("make certificate HOST=osm.test REGION=us-east-1").splitlines()[0] for _ in range(2)}
        self.assertEqual(len(arns), 1)

    def test_stops_without_region_or_host(self):
        self.fails("make certificate HOST=osm.test", "HOST or REGION is missing")
        self.fails("make certificate REGION=us-east-1", "HOST or REGION is missing")

    def test_stops_at_an_error_of_AWS(self):
        self.state().save(credentials=False)
        self.fails("make certificate HOST=osm.test REGION=us-east-1", "Unable to locate credentials")


class Identity(Sandbox):
    def test_prints_the_records_again_when_it_is_there_already(self):
        first = self.succeeds("make identity DOMAIN=osm.test")
        self.assertIn("one._domainkey.osm.test CNAME one.dkim.amazonses.com\n", first)
        self.assertIn(f"MailIdentityArn: arn:aws:ses:eu-west-1:{ACCOUNT}:identity/osm.test", first)
        self.assertEqual(self.succeeds("make identity DOMAIN=osm.test"), first)

    def test_stops_without_domain(self):
        self.fails("make identity", "DOMAIN is missing")


if __name__ == "__main__":
    unittest.main()

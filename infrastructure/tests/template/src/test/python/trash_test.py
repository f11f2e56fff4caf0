"""Checks that S3's lifecycle rule, the fallback of the trash, never removes objects that the trash still promises."""

import unittest

from parameters import Resolved, allowed
from translated_test import TRANSLATED

MARGIN = 7  # days by which our own purge may be late


class Trash(unittest.TestCase):
    def test_s3_keeps_deleted_bytes_a_week_longer_than_the_trash(self):
        rules = TRANSLATED["Resources"]["FilesBucket"]["Properties"]["LifecycleConfiguration"]["Rules"]
        (rule,) = [rule for rule in rules if rule["Prefix"] == "u/" and "NoncurrentVersionExpiration" in rule]
        values = allowed(TRANSLATED["Parameters"]["TrashDays"])
        self.assertGreater(len(values), 3)
        for days in values:
            with self.subTest(days):
                kept = Resolved(TRANSLATED, {"TrashDays": days})(rule["NoncurrentVersionExpiration"]["NoncurrentDays"])
                self.assertGreaterEqual(int(kept), int(days) + MARGIN)


if __name__ == "__main__":
    unittest.main(verbosity=2)

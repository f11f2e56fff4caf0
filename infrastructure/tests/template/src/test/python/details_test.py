"""Checks that the parameter TrackDetails switches both halves: the function that computes details and the web list."""

import unittest

from parameters import Resolved, allowed
from translated_test import TRANSLATED, of_type


class TrackDetails(unittest.TestCase):
    def test_the_switch_disables_the_stream_mapping_and_the_details_of_web_lists(self):
        mappings = of_type(TRANSLATED, "AWS::Lambda::EventSourceMapping")
        variables = of_type(TRANSLATED, "AWS::Lambda::Function")["PortalListFilesFunction"]["Environment"]["Variables"]
        self.assertEqual(["true", "false"], allowed(TRANSLATED["Parameters"]["TrackDetails"]))
        for value in allowed(TRANSLATED["Parameters"]["TrackDetails"]):
            with self.subTest(value):
                resolved = Resolved(TRANSLATED, {"TrackDetails": value})
                self.assertEqual(value, resolved(mappings["TrackDetailsFunctionVersionsChanged"]["Enabled"]))
                self.assertEqual(value, resolved(variables["WEB_DETAILS"]))

    def test_no_other_mapping_can_be_disabled(self):
        mappings = of_type(TRANSLATED, "AWS::Lambda::EventSourceMapping")
        self.assertEqual(["TrackDetailsFunctionVersionsChanged"], [name for name, mapping in mappings.items() if "Enabled" in mapping])


if __name__ == "__main__":
    unittest.main(verbosity=2)

"""The rooms of the site, each with its tests; what they share is in hulp."""

import pytest

# What a helper asserts shows its values as well when it fails.
pytest.register_assert_rewrite("tests.hulp")

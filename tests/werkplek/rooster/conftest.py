"""What the tests of the rooster share."""

import pytest

from tests.hulp.roosterproef import Twee


@pytest.fixture
def twee(vandaag):
    return Twee()

import pytest

from tests.cases.matter import building_permit


@pytest.fixture
def case(town):
    return building_permit(town)

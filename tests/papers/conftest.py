import pytest

from tests.papers.town import Town


@pytest.fixture
def town(db):
    return Town()

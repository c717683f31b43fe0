import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.exchange.importing import accounted, bring
from yuanban.exchange.headers import tables
from yuanban.exchange.run import KINDS

ODD = [
    "",
    "=1+1",
    "9" * 400,
    "2147483648",  # no year that a date could hold
    "委托",
    "下放",
    "20个工作日",
    "是",
    "510000",
    "11511301008778183N",
    "2025-09-12起5年",
    "某某开发区",
    "甲\n乙",
    "全部",
    "\0",
]
CELLS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(ODD),
    st.integers(-(10**20), 10**20),
    st.floats(),
    st.booleans(),
    st.none(),
    st.lists(st.text(max_size=5), max_size=3),
)


class AnyCells(TestCase):
    """Whatever stands in the cells, every row is accounted for and nothing breaks; a second import changes nothing."""

    @settings(max_examples=60, deadline=None)
    @given(st.data())
    def test_every_row_is_accounted_for(self, data):
        kind = data.draw(st.sampled_from(KINDS))
        names = [aliases[0] for aliases in tables()[kind]["fields"].values()]
        rows = data.draw(st.lists(st.fixed_dictionaries(dict.fromkeys(names, CELLS)), min_size=1, max_size=4))
        rows[0][names[0]] = "某某开发区"
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "any.json"
            path.write_text(json.dumps(rows).replace("NaN", "0").replace("-Infinity", "0").replace("Infinity", "0"))
            first, second = bring(kind, path), bring(kind, path)
        assert accounted(first) == accounted(second) == len(rows)
        assert second.counts()["unchanged"] == len(rows) - second.counts()["rejected"]


@pytest.mark.django_db
def test_a_list_of_records_in_an_object_is_read(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"total": 1, "data": [{"事项名称": "甲", "事项编码": "X-1"}]}))
    assert accounted(bring("items", path)) == 1

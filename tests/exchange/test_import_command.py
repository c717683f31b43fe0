import json

import pytest
from typer.testing import CliRunner

from tests.exchange.importing import copy_of, csv_file
from yuanban.catalogue.models import Item
from yuanban.commands.imports import app as import_app
from yuanban.commands.parks import app as parks_app
from yuanban.commands.search import app as search_app
from yuanban.places.models import Park, Region

pytestmark = pytest.mark.django_db


def call(app, *arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_the_json_of_an_import_keeps_its_contract(tmp_path):
    path = copy_of("items/guangan_items.csv", tmp_path)
    dry = json.loads(call(import_app, "items", path, "--dry-run", "--json").stdout)
    assert Item.objects.count() == 0
    real = json.loads(call(import_app, "items", path, "--json").stdout)
    assert dry == real
    assert {name: real[name] for name in ("accepted", "warned", "rejected", "unchanged")} == {
        "accepted": 963,
        "warned": 172,
        "rejected": 0,
        "unchanged": 0,
    }
    assert all(message["text"] for message in real["messages"])


def test_the_words_of_an_import(tmp_path):
    done = call(import_app, "parks", csv_file(tmp_path, "园区名称,级别\n甲乙丙,省级\n某某工业园区,省级\n"))
    assert done.exit_code == 0
    assert "接受：1" in done.stdout and "退回：1" in done.stdout and "table.rejected.csv" in done.stdout


def test_a_refusal_is_one_clear_line(tmp_path):
    done = call(import_app, "items", csv_file(tmp_path, "a,b\n1,2\n"))
    assert (done.exit_code, done.stdout) == (2, "")
    assert "没有找到事项表的表头" in done.stderr
    told = json.loads(call(import_app, "items", csv_file(tmp_path, "a,b\n1,2\n"), "--json").stdout)
    assert (told["accepted"], told["messages"][0]["level"]) == (0, "refused")


def test_search_and_parks(tmp_path):
    call(import_app, "items", copy_of("items/guangan_items.csv", tmp_path))
    city = Region.objects.create(code="511600", name="广安市", level="prefecture")
    Park.objects.create(
        code="ga", name="广安经济技术开发区", short="广安经开区", kind="etdz", level="national", city=city
    )
    found = json.loads(call(search_app, "开饭店", "--park", "广安经开区", "--json").stdout)
    assert found[0]["name"] == "食品(含保健食品)经营许可核发" and not found[0]["in_park"]
    assert "找到" in call(search_app, "排污").stdout
    assert call(search_app, "排污", "--park", "没有").exit_code == 2
    assert json.loads(call(parks_app, "--json").stdout) == [
        {"code": "ga", "name": "广安经济技术开发区", "kind": "etdz", "city": "广安市", "centre": None}
    ]


def test_the_progress_bar_is_not_in_the_output(tmp_path):
    done = call(import_app, "items", csv_file(tmp_path, "事项名称,事项编码\n甲,X-1\n"), "--json")
    assert json.loads(done.stdout)["warned"] == 1

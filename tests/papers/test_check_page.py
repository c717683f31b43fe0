"""What a stranger learns about a paper, and who may open it."""

import io

import pytest
from django.test import Client
from django.urls import reverse

from tests.papers.town import paper_of
from yuanban.papers.making import file_of
from yuanban.papers.models import Paper
from yuanban.papers.offered import LIMIT


@pytest.fixture
def offer():
    """A stranger's browser: no token of ours goes with the file."""
    stranger = Client(enforce_csrf_checks=True)

    def post(address, data):
        return stranger.post(address, {"file": io.BytesIO(data)})

    return post


def page(answer):
    return answer.content.decode()


def check(paper):
    return reverse("papers:check-one", args=[paper.token])


def test_the_code_shows_who_issued_what_on_which_papers(town, client):
    paper = paper_of(town.issued(), "grant")
    text = page(client.get(check(paper)))
    for said in (
        paper.number,
        "宜宾市翠屏区市场监督管理局",
        "行政许可事项委托书",
        "翠市监委〔2025〕3号",
        "2025年1月10日公布",
        "宜宾岷江味道食品有限公司",
        "宜宾三江新区管理委员会",
    ):
        assert said in text


def test_a_persons_name_is_masked_and_nothing_else_of_them_is_shown(town, client):
    case = town.issued(person=town.stranger, contact="13900000001")
    text = page(client.get(check(paper_of(case, "grant"))))
    assert "吴＊" in text
    assert "吴名" not in text
    assert "13900000001" not in text


def test_the_true_file_is_recognised_and_one_changed_byte_is_not(town, offer):
    paper = paper_of(town.issued(), "grant")
    data = bytearray(file_of(paper.pk).file)
    assert "是原件" in page(offer(check(paper), bytes(data)))
    assert paper.number in page(offer(reverse("papers:check"), bytes(data)))
    data[len(data) // 2] ^= 1
    assert "不是原件" in page(offer(check(paper), bytes(data)))
    assert "没有对应的文书" in page(offer(reverse("papers:check"), bytes(data)))


def test_another_papers_file_is_not_this_one(town, offer):
    case = town.issued()
    other = bytes(file_of(paper_of(case, "certificate").pk).file)
    assert "不是原件" in page(offer(check(paper_of(case, "grant")), other))


def test_an_unknown_code_or_number_says_what_to_do(db, client):
    answer = client.get(reverse("papers:check-one", args=["no-such-code"]))
    assert answer.status_code == 404
    assert "没有找到这份文书" in page(answer)
    assert "没有找到这份文书" in page(client.get(reverse("papers:check"), {"number": "某局许准〔2026〕99999号"}))


def test_too_large_a_file_is_turned_away_and_none_is_stored(town, offer, settings):
    answer = offer(reverse("papers:check"), b"x" * (LIMIT + 1))
    assert answer.status_code == 400
    assert "超过20MB" in page(answer)


def test_no_file_chosen_is_said(town, client):
    paper = paper_of(town.received(), "receipt")
    answer = client.post(check(paper), {})
    assert answer.status_code == 400
    assert "请选择要核验的文件" in page(answer)


def test_by_number_a_paper_that_is_not_public_shows_little(town, client):
    paper = paper_of(town.received(), "receipt")
    text = page(client.get(reverse("papers:check"), {"number": paper.number}))
    assert paper.number in text
    assert "岷江味道" not in text
    assert paper.token not in text


def test_by_number_a_grant_shows_everything(town, client):
    paper = paper_of(town.issued(), "grant")
    text = page(client.get(reverse("papers:check"), {"number": paper.number}))
    assert "岷江味道" in text


def test_changed_content_is_warned_of(town, client):
    paper = paper_of(town.issued(), "grant")
    paper.content["case"]["item"] = "药品经营许可"
    paper.save()
    assert "登记内容被改动过" in page(client.get(check(paper)))


def open_(client, paper, person=None):
    if person:
        client.force_login(person)
    return client.get(reverse("papers:pdf", args=[paper.token]))


def test_a_grant_and_its_certificate_open_for_everyone_who_has_the_code(town, client):
    case = town.issued()
    for kind in ("grant", "certificate"):
        answer = open_(client, paper_of(case, kind))
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF-")


def test_a_natural_persons_grant_is_not_open_to_everyone(town, client):
    case = town.issued(person=town.stranger)
    assert open_(client, paper_of(case, "grant")).status_code == 302
    assert open_(client, paper_of(case, "grant"), town.boss).status_code == 404


def test_other_papers_open_for_those_who_see_the_case(town, client):
    paper = paper_of(town.accepted(), "acceptance")
    assert open_(client, paper).status_code == 302
    assert open_(client, paper, town.boss).status_code == 200
    assert open_(client, paper, town.clerk).status_code == 200
    assert open_(client, paper, town.approver).status_code == 200
    assert open_(client, paper, town.stranger).status_code == 404


def test_the_code_cannot_be_guessed(town):
    town.delivered()
    tokens = list(Paper.objects.values_list("token", flat=True))
    assert len(set(tokens)) == len(tokens)
    assert all(len(token) >= 22 for token in tokens)


@pytest.mark.parametrize(
    "typed", ["{0}[{1}]{2}", "{0}({1}){2}", "{0}（{1}）{2}", "{0}【{1}】{2}", " {0} 〔 {1} 〕 {2} ", "{0}〔{1}〕{2}"]
)
def test_a_number_is_found_however_its_brackets_are_typed(town, client, typed):
    paper = paper_of(town.issued(), "grant")
    parts = paper.number.replace("〕", "〔").split("〔")
    answer = page(client.get(reverse("papers:check"), {"number": typed.format(*parts)}))
    assert paper.number in answer
    assert "没有找到这份文书" not in answer


def test_another_number_is_not_found(town, client):
    paper = paper_of(town.issued(), "grant")
    other = paper.number.replace("〔", "[9")
    assert "没有找到这份文书" in page(client.get(reverse("papers:check"), {"number": other}))

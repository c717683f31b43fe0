from tests.cast import at
from yuanban.demo.papers import leave_papers
from yuanban.exchange.verify import differences_of
from yuanban.mandates.models import Document, Instrument
from yuanban.mandates.queries import ending


def test_papers_in_the_middle_of_their_life(town):
    leave_papers(at())
    document = Document.objects.get()
    answers = list(document.rows.order_by("row").values_list("to__code", "take_up"))
    assert len(answers) == 9
    assert sorted(answer for to, answer in answers if to == "sanjiang") == ["accepted", "declined", "deferred"]
    assert {answer for to, answer in answers if to != "sanjiang"} == {""}
    assert [one.code for one in ending(town.actor("guanli1"))] == ["ent-check-road"]
    renewal = Instrument.objects.get(succession="renewal")
    assert (renewal.replaces.code, renewal.state) == ("ent-check-drug", "published")
    rows = [document, *Instrument.objects.filter(number__contains="演示8号"), renewal, renewal.replaces]
    assert [text for row in rows for text in differences_of(row._meta.label_lower, row.pk)] == []

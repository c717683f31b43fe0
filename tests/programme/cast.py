"""A year of the programme for the sample town: five parks without centres, four experts, and how far it is brought."""

from tests.cast import PDF, at
from yuanban.accounts.acting import acting
from yuanban.cases.files import keep
from yuanban.demo.stories.programme import CRITERIA, PLAN, WRITERS, Stage, enrol, parks, rows
from yuanban.places.models import Park
from yuanban.programme.actions import apply_for, experts, plan_call, score
from yuanban.programme.actions.city_review import review
from yuanban.programme.actions.keep_criteria import keep_criteria
from yuanban.programme.models import Expert


class Year:
    """`days` count back from the cast's day."""

    def __init__(self, quota=3):
        self.stage = Stage(at())
        parks(self.stage)
        enrol(self.stage)
        self.criteria = keep_criteria(self.stage.province(90), "样例评分表", rows())
        fields = {
            "title": "2026年创建计划", "document": "", "text": "", "total": 50, "full": False, "criteria": self.criteria,
            "opens_on": self.stage.day(60), "closes_on": self.stage.day(30), "review_by": self.stage.day(25), "notice_days": 5,
            "build_by": self.stage.day(-300),
        }  # fmt: skip
        self.call = plan_call.plan_call(self.stage.province(60), 2026, {"511500": quota}, **fields)
        plan_call.open_call(self.stage.province(60), self.call.pk)

    def actor(self, username, days=0):
        return self.stage.actor(username, days)

    def begin(self, code, days=50):
        return apply_for.begin(self.actor(WRITERS[code], days), self.call.pk, Park.objects.get(code=code))

    def hand_in(self, code, days=50, upto="recommended"):
        """An application with everything, as far as the city's word."""
        row, writer = self.begin(code, days), self.actor(WRITERS[code], days)
        own = {key: {"score": str(weight), "said": "见佐证"} for key, _, weight, *_ in CRITERIA}
        typed = {
            "way": "new",
            "area_m2": "1200",
            "staff": "20",
            "plan": PLAN,
            "money": {"local": "1000000"},
            "own": own,
        }
        apply_for.edit(writer, row.pk, typed)
        for key, *_, evidence in CRITERIA:
            if evidence:
                apply_for.attach(writer, row.pk, keep(writer, "佐证.pdf", PDF), key)
        if upto != "draft":
            apply_for.submit(writer, row.pk)
        if upto == "recommended":
            review(self.actor("shijizx", days - 1), row.pk, "recommend", "材料齐全，同意推荐。")
        row.refresh_from_db()
        return row

    def score(self):
        plan_call.start_scoring(self.stage.province(28), self.call.pk)

    def judge(self, row, *sheets, days=20):
        """Each of `sheets` gives a percentage of every criterion, or {criterion: score}. -> the sheets."""
        found = Expert.objects.exclude(cities__contains=["511500"]).order_by("pk")
        made = []
        for expert, said in zip(found, sheets, strict=False):
            sheet = experts.assign(self.stage.province(days), row.pk, expert.pk)
            made.append(score.give(acting(expert.person, self.stage.at(days)), sheet.pk, given(said)))
        return made


def given(said):
    each = said if isinstance(said, dict) else {key: weight * said / 100 for key, _, weight, *_ in CRITERIA}
    return {key: {"score": f"{value:.2f}", "said": ""} for key, value in each.items()}

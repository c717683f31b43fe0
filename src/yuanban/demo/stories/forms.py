"""Forms: an application led by the guidance, a draft whose guide was published anew meanwhile, a form that somebody is changing."""

from yuanban.accounts.acting import acting
from yuanban.accounts.models import Enterprise, Person
from yuanban.cases.actions.apply import Application, apply
from yuanban.cases.actions.drafts import save_draft
from yuanban.cases.applicant.asking import VERSIONS
from yuanban.cases.files import keep
from yuanban.catalogue import guidance
from yuanban.catalogue.actions.edit_form import edit_form
from yuanban.catalogue.actions.publish_version import publish_version
from yuanban.catalogue.actions.start_draft import start_draft
from yuanban.catalogue.models import Item
from yuanban.catalogue.queries import version_on
from yuanban.demo.forms import answers, sample_file

RESTAURANT = {"prepacked": False, "business": "餐饮服务经营者", "cold": False, "by_self": True}
NEW = {"key": "night", "label": "夜间是否关闭照明", "type": "yesno", "required": True, "section": "设置期限"}


def tell(town):
    firm = Enterprise.objects.filter(members__username="qiye").select_related("park__centre").order_by("pk").first()
    owner = town.staff.firm_person(firm, town.now).then(town.now)
    provincial = acting(Person.objects.get(username="shengzx"), town.now)
    guided(town, firm, owner)
    overtaken(town, firm, owner, provincial)
    in_hand(provincial)


def item(name, organ):
    return Item.objects.get(name=name, organ__code=organ)


def guided(town, firm, owner):
    """A restaurant: the answers decide what is handed over, and stay with the case."""
    licence = item("食品经营许可", "cp-amr")
    version = version_on(licence, owner.day)
    form = answers(version.form, firm, town.rng)
    form |= {
        "business_type": "餐饮服务经营者",
        "cold_food": "否",
        "online_sale": "是",
        guidance.KEPT: {"answers": RESTAURANT},
    }
    handed = [m for m in guidance.handed_over(version, RESTAURANT) if m.need != "shared"]
    files = {m.code: keep(owner, f"{m.name}.pdf", sample_file(m.name)).pk for m in handed}
    person = Person.objects.get(pk=owner.person)
    subject = f"{firm.short}职工餐厅"
    apply(owner, Application(firm.park, person, form, licence, enterprise=firm, files=files, subject=subject))


def overtaken(town, firm, owner, provincial):
    """Begun under one version; the next one asks one thing more."""
    sign = item("设置大型户外广告及在城市建筑物、设施上悬挂、张贴宣传品审批", "cp-urban")
    version = version_on(sign, owner.day)
    form = answers(version.form, firm, town.rng) | {VERSIONS: {str(sign.pk): version.pk}}
    save_draft(owner, firm.park, form, {}, item=sign, enterprise=firm)
    draft = start_draft(provincial, sign)
    publish_version(
        provincial, edit_form(provincial, draft, [*draft.form, NEW], draft.guidance, "已增加“夜间是否关闭照明”。")
    )


def in_hand(provincial):
    """A draft with a change that can be taken back."""
    draft = start_draft(provincial, item("城镇污水排入排水管网许可", "ja-hud"))
    edit_form(
        provincial,
        draft,
        [f | {"help": "按最大的一天填"} if f["key"] == "daily_m3" else f for f in draft.form],
        draft.guidance,
        "已保存“日排水量”。",
    )

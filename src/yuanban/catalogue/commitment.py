"""告知承诺 of an item version: what may be promised instead of proven, when it is checked, what a false promise brings.

`ItemVersion.commitment` is {"materials": [codes], "conditions": [their words], "days": working days, 0 as the place has settled it,
"consequence": text}; empty where the item is not open to it (国办发〔2020〕42号).
"""

from yuanban.ledger.invalid import Invalid

LONGEST = 1000
MOST_DAYS = 250


def offered(version):
    return bool(version.commitment)


def covers(version, material):
    """Whether this material need not be handed in by somebody who promises."""
    return material.code in (version.commitment or {}).get("materials", ())


def covered(version):
    """The names of the materials that the commitment stands for."""
    return [material.name for material in version.materials.all() if covers(version, material)]


def text_of(version):
    """告知承诺书: [(heading, paragraphs)], shown before it is accepted and printed when it is."""
    said = version.commitment
    days = f"自准予之日起{said['days']}个工作日内" if said.get("days") else "在当地规定的期限内"
    told = [f"{n}. {text}" for n, text in enumerate(version.conditions, start=1)]
    promised = said.get("conditions") or version.conditions
    spared = covered(version)
    return [
        ("告知的内容", ["办理本事项，应当符合下列条件：", *told]),
        (
            "承诺的内容",
            [
                f"申请人承诺：{'；'.join(text.rstrip('。；') for text in promised)}。",
                *([f"以本承诺代替下列材料：{'、'.join(spared)}。"] if spared else []),
                "所填写的内容真实、准确；已经知晓并理解告知的全部内容；上述承诺是申请人真实的意思表示。",
            ],
        ),
        (
            "核查和后果",
            [
                f"机关{days}对承诺的内容进行核查。",
                said["consequence"],
                "选择告知承诺是自愿的。不愿意承诺的，按一般程序提交材料办理。",
            ],
        ),
    ]


def check(version, materials):
    """`materials`: dicts of the draft's materials. Raises Invalid."""
    said = version.commitment
    if not said:
        return
    codes, errors = {m["code"] for m in materials}, {}
    if not said.get("consequence", "").strip() or len(said["consequence"]) > LONGEST:
        errors["commit_consequence"] = f"请写明承诺不实的后果，最多{LONGEST}字。"
    if not 0 <= said.get("days", 0) <= MOST_DAYS:
        errors["commit_days"] = f"核查期限应为0至{MOST_DAYS}个工作日。"
    if not said.get("materials") and not said.get("conditions"):
        errors["commit_materials"] = "请选择可以承诺的材料或者条件。"
    if set(said.get("materials", ())) - codes or set(said.get("conditions", ())) - set(version.conditions):
        errors["commit_materials"] = "选中的材料或者条件已经改动，请重新选择。"
    if errors:
        raise Invalid(errors)

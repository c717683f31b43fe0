"""A typst sheet and what it says -> its PDF. What is said goes in as JSON and is never read as markup."""

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo

import orjson
import typst
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

CHINA = ZoneInfo("Asia/Shanghai")
CHINESE = {"Noto Serif SC", "Noto Serif CJK SC", "Source Han Serif SC", "FangSong_GB2312", "FangSong"}


def typeset(sheet, said, day, lasting=False, **more):
    """
    `sheet`: the path of the .typ file, which sees only its own folder; `more` are other texts it asks for.
    `lasting` makes PDF/A-2b (ISO 19005-2), for files that are to be read in thirty years.
    """
    return typst.compile(
        sheet,
        root=sheet.parent,
        font_paths=fonts(),
        format="pdf",
        pdf_standards=["a-2b"] if lasting else [],
        sys_inputs={"said": orjson.dumps(said).decode(), **more},
        timestamp=int(dt.datetime.combine(day, dt.time(12), CHINA).timestamp()),
    )


@lru_cache(maxsize=1)
def fonts():
    known = typst.Fonts(font_paths=[str(settings.FONTS_DIR)])
    if CHINESE.isdisjoint(known.families()):
        raise ImproperlyConfigured(
            f"没有找到中文字体，无法制作文书。请运行 make assets，或者把宋体、仿宋字体文件放入 {settings.FONTS_DIR}。"
        )
    return known

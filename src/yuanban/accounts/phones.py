"""The shape of a telephone number in China."""

import re

PHONE = re.compile(r"^(1\d{10}|1\d{2}-\d{4}-\d{4}|0\d{2,3}-?\d{7,8})$")

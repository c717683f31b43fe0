"""What rooms further up add to the file of a case."""

from yuanban.cases.panels import DESK

register, drawn = DESK.register, DESK.drawn

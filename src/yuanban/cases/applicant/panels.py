"""What rooms further up add to the applicant's page of a case."""

from yuanban.cases.panels import APPLICANT

register, drawn = APPLICANT.register, APPLICANT.drawn

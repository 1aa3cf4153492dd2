"""The report: one HTML file that shows what the records hold, and what they lack.

It is made from the SQLite export (:mod:`newscrawler.database`), so that it costs the same memory for ten
articles as for a million, and every number in it is the answer to a query that ``newscrawler browse`` can
be asked too. What is no record stands beside the records: the log of changes and the pages that failed.
"""

from __future__ import annotations

from newscrawler.htmlreport.making import report_of
from newscrawler.htmlreport.page import render

__all__ = ["render", "report_of"]

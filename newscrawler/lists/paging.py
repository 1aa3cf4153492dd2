"""How a list goes on: which page this is, how many there are, and the address of the next."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paging:
    """Where one page of a list stands; None is what the page does not tell."""

    this: int | None = None
    """1-based."""
    pages: int | None = None
    total: int | None = None
    """Entries of the whole list."""
    next: str | None = None
    """Absolute address of the next page; None at the end."""
    form: str = "none"
    """``ucap``, ``trs``, ``script``, ``jpage``, ``links``, ``select`` or ``none``."""

    def fits(self, rows: int) -> bool:
        """Whether so many rows can be the entries of this page, by the numbers of the whole list.

        >>> paging = Paging(this=1, pages=8, total=118)
        >>> [rows for rows in range(30) if paging.fits(rows)]
        [15, 16]
        >>> Paging(this=8, pages=8, total=118).fits(13)
        True
        """
        if not rows or not self.total or not self.pages or not self.this:
            return False
        if self.this < self.pages or self.pages == 1:
            return rows <= self.total and -(-self.total // rows) == self.pages
        full, odd = divmod(self.total - rows, self.pages - 1)
        return not odd and full >= rows

"""Growth of time with size: a bound that a busy machine does not break and a quadratic rule always does."""

from __future__ import annotations

import time
from collections.abc import Callable

_LEAST = 0.002
"""Seconds below which a clock says nothing."""
_SLACK = 4


def cost(work: Callable[[], object], tries: int = 2) -> float:
    """CPU seconds of ``work``, at its best."""
    best = float("inf")
    for _ in range(tries):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def grows_linearly(small: Callable[[], object], large: Callable[[], object], times: float) -> bool:
    """Whether ``large``, work of ``times`` the size of ``small``, costs at most four times its share.

    A look that fails is taken again, twice: other work on the machine may have come between.
    """
    small()
    return any(cost(large) <= _SLACK * times * max(cost(small), _LEAST) for _ in range(3))

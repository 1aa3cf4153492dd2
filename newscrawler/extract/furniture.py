"""Lines that are no article text."""
from __future__ import annotations
import re
_SITE = re.compile(r"ICP备|公网安备|网站标识码|版权所有|Copyright|copyright|©|主办单位?[：:]|承办单位?[：:]|技术支持[：:]|违法和不良信息")
def is_site_line(text: str) -> bool:
    return _SITE.search(text) is not None

"""A spider for every profile: adding a portal is adding ``newscrawler/portals/<name>.toml``."""

from __future__ import annotations

from newscrawler.portals import load_profiles
from newscrawler.spiders.portal import PortalSpider

for _name, _profile in load_profiles().items():
    _class = f"{_name.title().replace('_', '').replace('-', '')}Spider"
    globals()[_class] = type(
        _class,
        (PortalSpider,),
        {"__module__": __name__, "__doc__": f"{_profile.site_name}.", "name": _name, "profile": _profile},
    )

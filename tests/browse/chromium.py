"""A real Chromium without a screen, and what it did: console, requests."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
    "--disable-default-apps", "--no-default-browser-check", "--hide-scrollbars", "--no-proxy-server",
)  # fmt: skip
BINARY = shutil.which("chromium") or shutil.which("chromium-browser")
PHONE, DESKTOP = (390, 844), (1200, 900)


class Chromium:
    """A driven browser."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def open(self, address: str) -> None:
        """Go there; the logs begin anew."""
        self.driver.get("about:blank")
        self.driver.get_log("performance")
        self.driver.get_log("browser")
        self.driver.get(address)

    def resize(self, size: tuple[int, int]) -> None:
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": size == PHONE},
        )

    def one(self, css: str) -> Any:
        return self.driver.find_element("css selector", css)

    def all(self, css: str) -> list[Any]:
        return list(self.driver.find_elements("css selector", css))

    def texts(self, css: str) -> list[str]:
        return [element.get_attribute("textContent").strip() for element in self.all(css)]

    def js(self, script: str) -> Any:
        return self.driver.execute_script(script)

    def console(self) -> list[str]:
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self) -> list[str]:
        """Addresses asked for since :meth:`open`."""
        messages = (json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance"))
        return [
            message["params"]["request"]["url"]
            for message in messages
            if message["method"] == "Network.requestWillBeSent"
        ]

    def wide(self) -> int:
        """Pixels by which the page is wider than the window."""
        return int(self.js("return document.documentElement.scrollWidth - window.innerWidth"))

    def settled(self, *, own: str) -> None:
        """Nothing went wrong on the page: no script of the text ran, no error, no request left ``own``."""
        assert self.js("return typeof window.pwned") == "undefined"
        asked = self.requests()
        assert asked and all(url.startswith((own, "data:", "about:")) for url in asked), asked
        assert self.console() == []


def start(profile: Path) -> Any:
    """A browser of its own, without a screen. The driver is named, or Selenium would look for one on the web."""
    from selenium import webdriver

    chosen = webdriver.ChromeOptions()
    chosen.binary_location = BINARY or ""
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        chosen.add_argument(flag)
    chosen.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    return webdriver.Chrome(options=chosen, service=webdriver.ChromeService(shutil.which("chromedriver")))


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    """A browser; where there is none, the test is skipped with a notice."""
    if BINARY is None or shutil.which("chromedriver") is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium chromium-driver fonts-noto-cjk")
    pytest.importorskip("selenium.webdriver", reason="selenium is not installed (extra dev)")
    driver = start(tmp_path_factory.mktemp("chromium"))
    try:
        yield Chromium(driver)
    finally:
        driver.quit()

#!/bin/sh
# What the tests need from the system: a browser, its driver, CJK fonts, wget, R. Installed by apt where we may
# (root and apt-get); otherwise says which tests are skipped. In CI a skip is a failure (tests/conftest.py).
missing=""
command -v chromium >/dev/null || missing="$missing chromium"
command -v chromedriver >/dev/null || missing="$missing chromium-driver"
command -v wget >/dev/null || missing="$missing wget"
Rscript -e 'q(status = !requireNamespace("RSQLite", quietly = TRUE))' >/dev/null 2>&1 || missing="$missing r-base-core r-cran-rsqlite"
fc-list :lang=zh 2>/dev/null | grep -q . || missing="$missing fonts-noto-cjk"
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing fontconfig; } >/dev/null 2>&1 && exit 0
fi
echo "not installed:$missing; the tests that need them are skipped"

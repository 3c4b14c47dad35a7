"""The course server as a browser, a monitor and a stranger meet it."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import urllib.error
import urllib.request
from urllib.parse import urlparse

import pytest

from selfhelp_teach.serving import assets
from tests.commands import refused
from tests.conftest import ROOT
from tests.serving.wire import asked_as_it_stands, get, kernel_of


def test_the_bare_address_leads_to_the_first_page(course):
    status, _, text = get(course.url)
    assert status == 200
    assert "<h1" in text


def test_an_unknown_page_is_answered_in_a_sentence(course):
    for address in (
        "voila/render/nowhere.ipynb",
        "nowhere",
        "voila/tree",
        "voila/api/contents",
        "api/kernels",
    ):
        status, _, text = get(course.url + address)
        assert status == 404, address
        assert "There is no such page" in text
        assert "Traceback" not in text


def test_a_page_lets_nothing_in_from_another_host(course):
    for page in ("index", "es/02-what-parents-reported"):  # what each page names: tests/browser/test_pages.py
        assert "default-src 'self'" in get(course.page(page))[1]["Content-Security-Policy"]


def test_static_files_are_kept_for_a_year_under_their_version_only(course):
    _, _, text = get(course.page())
    versioned = re.search(r'/(selfhelp/static/v-[0-9a-f]+/host/bundle\.js)"', text)[1]
    _, headers, _ = get(course.url + versioned)
    assert "max-age=31536000" in headers["Cache-Control"]
    _, headers, _ = get(course.url + "selfhelp/static/v-000000/host/bundle.js")
    assert "max-age" not in headers.get("Cache-Control", "")


def test_what_is_sent_is_compressed_and_reads_back_as_it_was(course):
    host = ROOT / "selfhelp_teach" / "widgets" / "static" / "host" / "host.js"
    for address, wanted in {
        f"{course.url}selfhelp/static/host/host.js": host.read_bytes(),
        course.page(): b"</html>",
    }.items():
        asked = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
        with urllib.request.urlopen(asked, timeout=60) as answer:
            sent = answer.read()
            assert answer.headers["Content-Encoding"] == "gzip", address
        whole = gzip.decompress(sent)
        assert wanted in whole
        assert len(sent) < len(whole) / 2
    with urllib.request.urlopen(f"{course.url}selfhelp/static/host/host.js", timeout=60) as answer:
        assert answer.read() == host.read_bytes(), "who does not take it so gets it as it is"


def modules_of(course, page):
    _, _, text = get(course.page(page))
    return set(
        re.findall(
            r'<(?:script|link)[^>]+(?:src|href)="/selfhelp/static/v-[0-9a-f]+/([^"]+\.(?:js|css))"', text
        )
    )


def test_a_page_has_one_module_and_one_style_sheet_and_charts_one_more(course):
    door, page = modules_of(course, "index"), modules_of(course, "02-what-parents-reported")
    assert {"host/bundle.js", "css/bundle.css"} <= door <= page
    assert page - door == {"vendor/vega.js", "host/stops.js", "host/steps.js"}
    assert len(page) <= 8, page


def test_an_edited_module_is_sent_as_it_is_and_all_it_imports_is_named(monkeypatch, tmp_path):
    for kind in ("js", "css"):
        assert assets.needed(assets.entry(kind))
    edited = shutil.copytree(assets.STATIC, tmp_path / "static")
    (edited / "listen.js").write_text("export const edited = true;\n", encoding="utf-8")
    monkeypatch.setattr(assets, "STATIC", edited)
    kept = (assets.entry, assets.imported)
    for each in kept:
        each.cache_clear()
    try:
        assert assets.entry("js") == "host/host.js"
        named = assets.modules({"figure"})
        assert {"host/host.js", "parts/figure.js", "controls/dom.js", "vendor/vega.js"} <= set(named)
        assert "vendor/chart2music.js" not in named, "fetched only when asked for"
        for name in named:
            assert set(assets.imported(name)) - assets.ON_DEMAND <= set(named), name
    finally:
        for each in kept:
            each.cache_clear()


def test_static_files_never_leave_their_folder(course):
    for path in ("../part.py", "v-0/../../part.py", "%2e%2e/part.py", "/etc/passwd"):
        status, _, text = asked_as_it_stands(course, f"/selfhelp/static/{path}")
        assert status in {403, 404}, path
        assert "import" not in text


def test_a_socket_of_the_old_protocol_is_refused_and_the_server_goes_on(course):
    kernel = kernel_of(course)
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }
    for protocol in ({}, {"Sec-WebSocket-Protocol": "kernel.v0"}):
        status, _, _ = asked_as_it_stands(course, f"/api/kernels/{kernel}/channels", **upgrade, **protocol)
        assert status == 400
    assert course.health()["status"] == "ok"


def test_a_port_in_use_is_a_sentence_that_names_the_way_out(course):
    port = urlparse(course.url).port
    assert f"Port {port} is in use" in refused("serve", "--port", port)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--port", "99999"], "Port 99999 does not exist"),
        (["--most-kernels", "0"], "needs at least one kernel"),
        (["--notebooks", "{empty}"], "There are no notebooks"),
    ],
)
def test_an_option_that_cannot_be_is_refused_in_a_sentence(tmp_path, options, sentence):
    assert sentence in refused("serve", *(option.format(empty=tmp_path) for option in options))


def test_health_counts_kernels(course):
    before = course.health()["kernels"]
    get(course.page())
    assert course.health()["kernels"] == before + 1
    assert json.loads(get(course.url + "selfhelp/health")[2])["version"]

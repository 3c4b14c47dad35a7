"""Firefox and WebKit, driven by the standards that they speak: WebDriver BiDi and WebDriver."""

from __future__ import annotations

import itertools
import json
import os
import re
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.conftest import end

SECONDS = 90  # how long a state may take to come: Python in WebKit takes its time on a busy machine
KEYS = {"ArrowLeft": "\ue012", "ArrowRight": "\ue014"}
# No word to Mozilla's services, and no first-run page.
PREFERENCES = {
    "app.normandy.enabled": False,
    "app.update.enabled": False,
    "browser.aboutwelcome.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "messaging-system.rsexperimentloader.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.server": "data:,",
}
# WebKit draws without a graphics card, which only slows the work where one is imitated; and of its compilers for
# WebAssembly the last, for code that runs for long, is left out: Python does not, and it cost a quarter of all.
PLAIN = {"WEBKIT_DISABLE_COMPOSITING_MODE": "1", "JSC_useOMGJIT": "0"}


class NotHereError(Exception):
    """A browser that is not on this machine."""


class Engine:
    """A browser with one window: ``go`` to an address, ``ask`` for what JavaScript says, ``press`` a key."""

    ask: Callable[[str], Any]

    def until(self, expression: str, what: str) -> Any:
        """Ask until the answer is true; the tests wait for states, never for a time."""
        until = time.monotonic() + SECONDS
        while not (answer := self.ask(expression)):
            assert time.monotonic() < until, f"{type(self).__name__}: {what}"
            time.sleep(0.1)
        return answer


class Firefox(Engine):
    """Firefox by WebDriver BiDi, which it speaks on a socket of its own."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket
        self._numbers = itertools.count()
        self._call("session.new", capabilities={})
        self._window = self._call("browsingContext.getTree")["contexts"][0]["context"]

    def _call(self, method: str, **params: Any) -> dict[str, Any]:
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while (answer := json.loads(self._socket.recv())).get("id") != number:
            pass  # an event, or the answer to nobody
        assert answer["type"] == "success", answer
        return dict(answer["result"])

    def go(self, url: str) -> None:
        self._call("browsingContext.navigate", context=self._window, url=url, wait="interactive")

    def ask(self, expression: str) -> Any:
        found = self._call(
            "script.evaluate",
            expression=f"JSON.stringify({expression}) ?? 'null'",
            target={"context": self._window},
            awaitPromise=False,
        )
        assert found["type"] == "success", found
        return json.loads(found["result"]["value"])

    def press(self, key: str) -> None:
        hand = [{"type": way, "value": KEYS[key]} for way in ("keyDown", "keyUp")]
        actions = [{"type": "key", "id": "hand", "actions": hand}]
        self._call("input.performActions", context=self._window, actions=actions)


class WebKit(Engine):
    """WebKitGTK's small browser by WebDriver."""

    def __init__(self, driver: Any) -> None:
        self._driver = driver

    def go(self, url: str) -> None:
        self._driver.get(url)

    def ask(self, expression: str) -> Any:
        return json.loads(self._driver.execute_script(f"return JSON.stringify({expression}) ?? 'null'"))

    def press(self, key: str) -> None:
        from selenium.webdriver import ActionChains

        ActionChains(self._driver).send_keys(KEYS[key]).perform()


@contextmanager
def firefox(folder: Path) -> Iterator[Engine]:
    """Run Firefox on a fresh profile."""
    import websocket

    command = shutil.which("firefox-esr") or shutil.which("firefox")
    if command is None:
        raise NotHereError("Firefox is not on this machine, and scripts/engines could not install it")
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFERENCES.items()]
    (folder / "user.js").write_text("\n".join(lines), encoding="utf-8")
    process = subprocess.Popen(
        [command, "--headless", "--no-remote", "--profile", str(folder), "--remote-debugging-port", "0"],
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "HOME": str(folder), "MOZ_CRASHREPORTER_DISABLE": "1"},
    )
    try:
        assert process.stderr
        said = iter(process.stderr.readline, "")
        found = next(filter(None, (re.search(r"BiDi listening on (ws://\S+)", line) for line in said)), None)
        assert found, "Firefox ended before it could be driven"
        threading.Thread(target=lambda: [None for _ in said], daemon=True).start()
        socket = websocket.create_connection(f"{found[1]}/session", suppress_origin=True, timeout=SECONDS)
        try:
            yield Firefox(socket)
        finally:
            socket.close()
    finally:
        end(process)


@contextmanager
def webkit(folder: Path) -> Iterator[Engine]:
    """Run WebKitGTK's small browser on a screen of its own that nobody sees."""
    driver, screen = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
    found = [
        each
        for place in ("lib/*", "lib", "libexec")
        for each in Path("/usr").glob(f"{place}/webkit2gtk-4.*/MiniBrowser")
    ]
    if driver is None or screen is None or not found:
        raise NotHereError("WebKit is not on this machine, and scripts/engines could not install it")
    from selenium import webdriver
    from selenium.webdriver.webkitgtk.service import Service

    read, write = os.pipe()
    seen = subprocess.Popen(
        [screen, "-displayfd", str(write), "-screen", "0", "1280x900x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as told:
            display = told.readline().strip()
        assert display, "the screen that nobody sees did not start"
        options = webdriver.WebKitGTKOptions()
        options.binary_location = str(found[-1])
        options.add_argument("--automation")
        environment = {**os.environ, **PLAIN, "DISPLAY": f":{display}", "HOME": str(folder)}
        for name in ("XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "WAYLAND_DISPLAY"):
            environment.pop(name, None)
        running = webdriver.WebKitGTK(options=options, service=Service(driver, env=environment))
        try:
            running.set_script_timeout(SECONDS)
            running.set_page_load_timeout(SECONDS)
            yield WebKit(running)
        finally:
            running.quit()
    finally:
        seen.terminate()
        seen.wait()

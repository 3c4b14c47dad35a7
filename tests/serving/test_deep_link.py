"""Links that lead to a page with a state, through a real server."""

import urllib.error
import urllib.request

import pytest


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        """Follow nothing: the test looks at where it leads."""


def led_to(course, path):
    opener = urllib.request.build_opener(Stay)
    with pytest.raises(urllib.error.HTTPError) as told:
        opener.open(f"{course.url}selfhelp/go/{path}", timeout=60)
    return told.value.code, told.value.headers.get("Location")


def test_a_state_in_the_path_stands_behind_the_hash_of_the_page(course):
    code, where = led_to(course, "05-the-ward-simulator/step=try&ward=w1_7079fdf4")
    assert code == 302
    assert where == "/voila/render/05-the-ward-simulator.ipynb#step=try&ward=w1_7079fdf4"


def test_a_page_in_another_language_is_found(course):
    assert led_to(course, "es/index/")[1] == "/voila/render/es/index.ipynb"


@pytest.mark.parametrize("path", ["99-no-such-page/", "es/nothing/", "xx/index/", "..%2f..%2fetc/passwd/"])
def test_what_is_no_page_is_not_there_and_leads_nowhere(course, path):
    assert led_to(course, path)[0] == 404


@pytest.mark.parametrize("state", ["//evil.example/", "ward=%0d%0aSet-Cookie:x", "a=javascript:alert(1)"])
def test_a_state_never_leads_to_another_host(course, state):
    code, where = led_to(course, f"index/{state}")
    assert code == 404 or where.startswith("/voila/render/index.ipynb")

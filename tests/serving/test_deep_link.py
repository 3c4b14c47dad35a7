"""Links that lead to a page with a state, through a real server."""

import pytest

from tests.serving.wire import asked_as_it_stands


def led_to(course, path):
    status, headers, _ = asked_as_it_stands(course, f"/selfhelp/go/{path}")
    return status, headers.get("Location")


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

"""Prose of an exercise file, whoever wrote it: safe HTML and nothing that runs or loads."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfhelp_teach.exercises.prose import to_html

TAGS = {"p", "a", "em", "strong", "code", "pre", "ul", "ol", "li", "blockquote", "br", "hr"}
TAGS |= {"div", "table", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES = {"a": {"rel", "href", "title", "class"}, "ol": {"start"}, "code": {"class"}}
ATTRIBUTES |= {"div": {"class", "tabindex", "role", "aria-label"}, "table": {"aria-label"}, "em": {"lang"}}
SAFE = ("http:", "https:", "mailto:", "#", "/", ".")
PIECES = [
    *(
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<a href=javascript:alert(1)>",
        "<!--",
        "-->",
    ),
    *("[x](javascript:alert(1))", "[x](JaVa\tScript:alert(1))", "![x](http://evil.example/x.png)", "&#106;"),
    *('[x](y "t" onclick="z")', "[x](data:text/html,<b>)", "[x](vbscript:a)", "<javascript:alert(1)>"),
    *(
        "[x]: javascript:alert(1)",
        "\n\n",
        "[x]",
        "`",
        "```\n",
        '```"><b onclick=a>\n',
        "|a|b|\n|-|-|\n|c|d|\n",
    ),
    *("# ", "> ", "- ", "1. ", "*", "_", "\\", '"', "'", "<", ">", "]]>", "\x00", "\u202e"),
]


class Seen(HTMLParser):
    """What a browser would make of a text: its tags, attributes and addresses."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def handle_decl(self, decl):
        self.found.append((decl, {}))


def check(text):
    for tag, attributes in Seen(to_html(text)).found:
        assert tag in TAGS
        assert set(attributes) <= ATTRIBUTES.get(tag, set())
        address = (attributes.get("href") or "#").strip().lower()
        assert address.startswith(SAFE) or ":" not in address.split("/")[0], address


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=8).map("".join))
def test_any_markdown_becomes_safe_html(text):
    check(text)


@pytest.mark.parametrize("text", PIECES)
def test_each_attack_alone_is_text(text):
    check(text)
    check(f"a {text} b")

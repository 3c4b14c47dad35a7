"""What a page of a site says of its Python, of its place on the device, and of its learning platform."""

from __future__ import annotations

from selfhelp_teach.translation import translator


def python_words(language: str) -> dict[str, str]:
    """Return what a page says while Python starts, and when it cannot."""
    _ = translator(language)
    kept = _("You can go on reading, and what you wrote is kept in this browser.")
    return {
        "fetch": _("Fetching Python, once: {loaded} of {total} MB"),
        "python": _("Starting Python"),
        "unable": _("This browser cannot run Python in a page; a newer one can. {kept}").format(kept=kept),
        "missing": _(
            "The file {{file}} could not be fetched: the network is gone, or the site is not whole. "
            "Load the page again when the network is back. {kept}"
        ).format(kept=kept),
        "altered": _(
            "The file {{file}} is not the one this site was built with (its SHA-256 is {{hash}}). "
            "Tell whoever runs the site. {kept}"
        ).format(kept=kept),
        "stopped": _("Python in this page has stopped; the device may be short of memory. {kept}").format(
            kept=kept
        ),
    }


def offline_words(language: str) -> dict[str, str]:
    """Return what a page says of its place on the device."""
    _ = translator(language)
    return {
        "ready": _("This course is on this device now and works without a network."),
        "newer": _("A newer version of this course is there. Your answers stay."),
        "load": _("Load it"),
        "partial": _(
            "Not all of the course could be kept on this device. It works with a network, "
            "and the rest is fetched at your next visit."
        ),
        "gone": _(
            "This browser has removed the course from this device, as it may when space is short. "
            "It is being fetched again; take your answers with you as a file."
        ),
        "cannot": _("This browser cannot keep the course on this device, so it needs the network."),
    }


def platform_words(language: str) -> dict[str, str]:
    """Return what a page says of the learning platform it may be in."""
    _ = translator(language)
    return {
        "none": _(
            "This page is not inside a learning platform, so nothing is reported. "
            "Your answers are kept in this browser; take your file with you."
        ),
        "failed": _(
            "Your learning platform did not take the report ({reason}). "
            "Your answers are kept in this browser, and the report is tried again with your next answer."
        ),
        "gone": _("its window may be closed"),
        "kept": _(
            "Your learning platform knows: {done} of {all} pages done. "
            "Your answers are in this browser and in your file, not in the platform."
        ),
    }

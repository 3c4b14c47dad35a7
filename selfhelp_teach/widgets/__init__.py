"""Our own browser parts: live figure, controls, ward picture."""

from selfhelp_teach.widgets.part import Part

__all__ = ["Part"]

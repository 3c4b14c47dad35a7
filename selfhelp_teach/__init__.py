"""Interactive notebooks on conflict between families and health care, and on self-help groups."""

__version__ = "0.1.0"

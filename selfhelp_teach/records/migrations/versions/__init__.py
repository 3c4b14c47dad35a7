"""One file a change; never change one that shipped."""

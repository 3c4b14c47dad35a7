"""One module a notebook: only wires the rooms together."""

"""Our own browser parts: live figure, controls, ward picture."""

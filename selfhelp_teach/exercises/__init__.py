"""Exercise types, loading and checking the YAML, marking, presentation."""

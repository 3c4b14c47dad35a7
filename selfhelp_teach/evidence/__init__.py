"""What the sources say: typed facts, bibliography, data sets. No widgets, no charts."""

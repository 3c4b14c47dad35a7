"""The learner's record: schema, stores, portfolio."""

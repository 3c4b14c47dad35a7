"""The course as files: a site that any host serves, whose pages run Python in the reader's own browser."""

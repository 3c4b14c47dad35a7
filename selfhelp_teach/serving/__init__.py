"""Voilà configuration and template, health, start-up: how the course reaches a browser."""

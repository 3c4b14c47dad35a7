"""Voilà configuration and template, health, start-up."""

"""Conversations: their script, the one walk through it, its checks, and what is told after it."""

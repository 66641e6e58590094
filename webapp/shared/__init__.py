"""Servers that share their runs through Valkey: who is there, who has what, and how they talk."""

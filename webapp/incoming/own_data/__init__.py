"""Somebody's own table: read from a text, understood column by column, proposed, then taken."""

"""Whether these are the articles' networks: their figures beside ours."""

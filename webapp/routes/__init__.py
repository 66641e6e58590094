"""Flask: the addresses, who may command, and how an answer is written."""

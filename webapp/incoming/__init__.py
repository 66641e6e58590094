"""What may come in, checked against the limits; what is wrong is told in words."""

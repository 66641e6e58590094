"""The project against its peers, measured in turns on this machine: `python -m bench`."""

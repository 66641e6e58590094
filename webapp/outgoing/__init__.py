"""What goes out for programs: experiments, saved runs and tables, as plain data and text."""

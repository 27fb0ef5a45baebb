"""Worker processes, and what holds while processes are forked."""

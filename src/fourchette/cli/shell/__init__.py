"""From a command line to an exit code: the table of commands, help, failures."""

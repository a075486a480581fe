"""The only place that talks: it reads the command line, calls, and says what came of it."""

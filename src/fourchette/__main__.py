"""`python -m fourchette`."""

from fourchette.cli.shell.app import run

if __name__ == "__main__":
    run()

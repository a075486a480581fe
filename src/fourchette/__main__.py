"""`python -m fourchette`."""

from fourchette.cli.app import run

if __name__ == "__main__":
    run()

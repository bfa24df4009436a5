"""The command line: options in, words and exit code out."""


def main() -> None:
    """Run the command line."""

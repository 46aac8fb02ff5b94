"""The command, and `python -m cleantext`."""

import signal
import sys


def main() -> int:
    """Run the command. While it loads nothing could catch Ctrl-C, so that ends it at once."""
    caught = signal.getsignal(signal.SIGINT)
    if caught is signal.default_int_handler:  # else whoever started this has it ignored
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from cleantext import cli

    signal.signal(signal.SIGINT, caught)
    return cli.main()


if __name__ == "__main__":
    sys.exit(main())

"""``python -m selfhelp_teach`` is the command line too."""

from selfhelp_teach.cli import main

if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Django's command line; `start` and `test` first see to an environment of their own."""

import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "buurtnet.settings")
    from buurtnet import opstart

    if opstart.neemt_over(sys.argv[1:]):
        sys.exit(opstart.main(sys.argv[1:]))
    from django.core.management import execute_from_command_line

    opstart.met_een_zin(lambda: execute_from_command_line(sys.argv))


if __name__ == "__main__":
    main()

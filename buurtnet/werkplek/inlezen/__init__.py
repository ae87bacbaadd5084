"""Spreadsheets of coordinators as they are: from a file to rows of the site, in steps."""

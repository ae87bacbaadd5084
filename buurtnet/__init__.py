"""The site: its engines below, the pages for visitors and coordinators on top."""

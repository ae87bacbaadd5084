"""Trying out the round of “Klopt dit nog?”: a year of it, day by day, in a database in memory.

- `aannamen.py`: what is assumed of people, and what each thing they do costs;
- `geheugen.py`: the database, and a mailbox that leads nowhere;
- `gemeente.py`: organisations, what they do and who looks after them, from a seed;
- `mensen.py`: who gets mail and answers it, and who does what stands on her desk;
- `jaar.py`: the days, by the real tasks, and what is counted of each.
"""

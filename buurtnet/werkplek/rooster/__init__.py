"""The rooster: who works on what in one wijk, as a table in which a press adds and ends.

`blad.Rooster` is all that a page shows of it, `ingevuld` what somebody sends back, `veranderingen`
what that comes down to beside what is saved by then, and `bewaren` writes it in one go.
"""

"""Mail: written in the transaction of the change, sent once, afterwards.

`klaarzetten.zet_klaar` writes a mail, `versturen.verstuur` sends what is due.
"""

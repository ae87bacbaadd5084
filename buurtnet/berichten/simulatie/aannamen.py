"""What is assumed: of people by chance, of work by what a browser test counts.

Numbers from 0 to 1 are chances; those of time are seconds.
"""

# Of the records.
ZONDER_ADRES = 0.1  # of the organisations
PER_HALF_JAAR = 0.95  # the rest is to be confirmed each three months
PER_NETWERK = 100  # organisations that one coordinator looks after
WIJKEN, THEMAS = 4, 14  # wijken of a network; themes of the city
INZETTEN = (3, 8)  # of an organisation: at least, at most
BIJ_DE_BUREN = 0.15  # of the inzetten: in a wijk of another network
TWEEDE_NETWERK, GEHUISVEST = 0.3, 0.25  # of the organisations
INITIATIEF, PLEK = 4, 10  # one for so many organisations, with an address of its own

# Of who gets mail. Who answers does so at one of three mails, so many days after it; the others
# never do, however often they are asked.
ANTWOORDT_OP = (0.5, 0.6, 1.0)  # at the first; of who is left at the second; at the third
DAGEN = (0, 9)
POST_TERUG = 0.02  # of the addresses: nobody is there any more
BEZWAAR = 0.01  # of who answers: no more mail
ANDERS, GESTOPT, DEELS = 0.25, 0.08, 0.05  # some of it; the last answers of a part and no more

# Of a coordinator. She sits down at her desk on two days a week.
WERKDAGEN = (1, 3)  # tuesday and thursday, as Python counts them
BELLEN, NALOPEN = 5, 5  # calls, and parties of her list, at most each time
BEREIKT = 0.6  # of whom she calls: is there
WEIGERT, LIEVER_ANDERS = 0.05, 0.1  # of the proposals: refused; changed in the form first
ANDERS_AAN_DE_LIJN = 0.15  # of whom she spoke: something is different

# Interactions: clicks, keys, choices and texts. `tests/werkplek/test_tel_ronde.py` counts them.
OPENEN = 1
NEEM_OVER, WEIGER, PAS_AAN = 1, 3, 4
GEBELD, NIEUW_ADRES, WIJZIGEN = 1, 3, 4
LOOP_NA = 1
# Seconds: of an interaction with the page that follows; of reading what is proposed; on the phone.
INTERACTIE, LEZEN, GESPREK, GEEN_GEHOOR = 6, 20, 240, 45


def in_woorden(antwoord):
    """The assumptions as lines, for `antwoord` of a hundred that answer."""
    return [
        f"{antwoord} van de 100 adressen antwoorden, steeds dezelfde; de andere nooit."
        f" Geen adres: {ZONDER_ADRES:.0%} van de organisaties. Post komt terug: {POST_TERUG:.0%}.",
        f"Wie antwoordt, doet dat bij de eerste mail ({ANTWOORDT_OP[0]:.0%}), anders de tweede"
        f" ({ANTWOORDT_OP[1]:.0%} van de rest) of de derde, na {DAGEN[0]} tot {DAGEN[1]} dagen."
        f" Iets is anders: {ANDERS:.0%}, gestopt: {GESTOPT:.0%}.",
        f"Een coördinator zit {len(WERKDAGEN)} dagen per week aan de werkplek en belt dan hoogstens"
        f" {BELLEN} partijen van de bellijst en {NALOPEN} van “al lang niet nagegaan”;"
        f" {BEREIKT:.0%} neemt op.",
        f"Een handeling kost {INTERACTIE} seconden, een voorstel lezen {LEZEN}, een gesprek"
        f" {GESPREK}, geen gehoor {GEEN_GEHOOR}.",
    ]

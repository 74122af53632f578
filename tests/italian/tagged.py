"""Tagged sentences for the syntax tests, from a small word list, so that they do not depend on the tagger."""

from __future__ import annotations

import re

from kg.model import Sentence, Token, VerbForm

_WORD = re.compile(r"\d[\d.,]*\d|\w+'|[\w-]+|[^\w\s]")
_MOODS = {"i": "indicative", "c": "conditional", "s": "subjunctive", "inf": "infinitive", "ger": "gerund", "pp": "participle"}
_TENSES = {"pr": "present", "im": "imperfect", "pa": "past", "fu": "future"}
_NUMBERS = {"s": "singular", "p": "plural"}

# word: lemma, tag, then the verb's mood-tense-person-number, or gender and number.
_WORDS = """
ha avere AUX i-pr-3-s|hanno avere AUX i-pr-3-p|aveva avere AUX i-im-3-s|avrebbe avere AUX c-pr-3-s|avrà avere AUX i-fu-3-s
è essere AUX i-pr-3-s|sono essere AUX i-pr-3-p|era essere AUX i-im-3-s|sarà essere AUX i-fu-3-s|sarebbe essere AUX c-pr-3-s
essere essere AUX inf|stato essere AUX pp-pa-m-s|stata essere AUX pp-pa-f-s|stati essere AUX pp-pa-m-p|state essere AUX pp-pa-f-p
verranno venire AUX i-fu-3-p|può potere AUX i-pr-3-s|dovrebbe dovere AUX c-pr-3-s|potrebbe potere AUX c-pr-3-s
vuole volere VERB i-pr-3-s|voler volere VERB inf|sta stare AUX i-pr-3-s|starebbe stare AUX c-pr-3-s|fosse essere AUX s-im-3-s
venga venire AUX s-pr-3-s|aperto aprire VERB pp-pa-m-s|aperta aprire VERB pp-pa-f-s|aperti aprire VERB pp-pa-m-p
aprirà aprire VERB i-fu-3-s|aprire aprire VERB inf|apre aprire VERB i-pr-3-s|aprì aprire VERB i-pa-3-s|aprendo aprire VERB ger
aprono aprire VERB i-pr-3-p|aprirebbe aprire VERB c-pr-3-s|vende vendere VERB i-pr-3-s|vendono vendere VERB i-pr-3-p
venduto vendere VERB pp-pa-m-s|venduti vendere VERB pp-pa-m-p|vendendo vendere VERB ger|vendere vendere VERB inf
chiuderà chiudere VERB i-fu-3-s|chiuso chiudere VERB pp-pa-m-s|chiudere chiudere VERB inf|chiude chiudere VERB i-pr-3-s
cresce crescere VERB i-pr-3-s|cresciuto crescere VERB pp-pa-m-s|cresciute crescere VERB pp-pa-f-p|crescere crescere VERB inf
crescono crescere VERB i-pr-3-p|arriveranno arrivare VERB i-fu-3-p|sorgerà sorgere VERB i-fu-3-s|conclude concludere VERB i-pr-3-s
annunciato annunciare VERB pp-pa-m-s|annuncia annunciare VERB i-pr-3-s|detto dire VERB pp-pa-m-s|dice dire VERB i-pr-3-s
spiega spiegare VERB i-pr-3-s|dichiarato dichiarare VERB pp-pa-m-s|affermato affermare VERB pp-pa-m-s
aggiunto aggiungere VERB pp-pa-m-s|sapere sapere VERB inf|fatto fare VERB pp-pa-m-s|prevede prevedere VERB i-pr-3-s
punta puntare VERB i-pr-3-s|smentito smentire VERB pp-pa-m-s|escluso escludere VERB pp-pa-m-s|esclude escludere VERB i-pr-3-s
fondata fondare VERB pp-pa-f-s|guidata guidare VERB pp-pa-f-s|diffusi diffondere VERB pp-pa-m-p|investito investire VERB pp-pa-m-s
deciso decidere VERB pp-pa-m-s|iniziato iniziare VERB pp-pa-m-s|produce produrre VERB i-pr-3-s|produrre produrre VERB inf
superato superare VERB pp-pa-m-s|acquisito acquisire VERB pp-pa-m-s|collaborando collaborare VERB ger
registrare registrare VERB inf|fa fare VERB i-pr-3-s|lavora lavorare VERB i-pr-3-s|attende attendere VERB i-pr-3-s
compra comprare VERB i-pr-3-s|comprare comprare VERB inf|negato negare VERB pp-pa-m-s|pare parere VERB i-pr-3-s
riferisce riferire VERB i-pr-3-s|permesso permettere VERB pp-pa-m-s|aprirne aprire VERB inf ne|favorirà favorire VERB i-fu-3-s
ammesso ammettere VERB pp-pa-m-s|il il DET m s|lo il DET m s|la il DET f s|i il DET m p|gli il DET m p|le il DET f p|l' il DET - s
un uno DET m s|una uno DET f s|un' uno DET f s|suo suo DET m s|sua sua DET f s|altri altro ADJ m p|questo questo DET m s
nessun nessuno DET m s|nessuno nessuno PRON m s|di di ADP|a a ADP|da da ADP|in in ADP|con con ADP|su su ADP|per per ADP
tra tra ADP|secondo secondo ADP|entro entro ADP|senza senza ADP|dopo dopo ADP|rispetto rispetto ADV|grazie grazie NOUN
parte parte NOUN f s|oltre oltre ADP|presso presso ADP|insieme insieme ADV|d' di ADP|stando stare VERB ger|del di ART m s
della di ART f s|dei di ART m p|delle di ART f p|degli di ART m p|dell' di ART - s|al a ART m s|alla a ART f s|ai a ART m p
all' a ART - s|dal da ART m s|dalla da ART f s|dai da ART m p|nel in ART m s|nella in ART f s|nell' in ART - s|nei in ART m p
sul su ART m s|che che PRON|cui cui PRON|dove dove ADV|se se SCONJ|mentre mentre SCONJ|perché perché SCONJ|come come SCONJ
quando quando SCONJ|e e CCONJ|ed e CCONJ|o o CCONJ|ma ma CCONJ|né né CCONJ|si si PRON|ne ne PRON|ci ci PRON|c' ci PRON|li li PRON
chi chi PRON|non non ADV|ancora ancora ADV|già già ADV|mai mai ADV|anche anche ADV|ieri ieri ADV|adesso adesso ADV
quanto quanto PRON|più più ADV|circa circa ADV|poi poi ADV|negozio negozio NOUN m s|negozi negozio NOUN m p
fabbrica fabbrica NOUN f s|fabbriche fabbrica NOUN f p|vendite vendita NOUN f p|azienda azienda NOUN f s|società società NOUN f s
divisione divisione NOUN f s|direttore direttore NOUN m s|fondatore fondatore NOUN m s|mercato mercato NOUN m s|anno anno NOUN m s
novembre novembre NOUN m s|trimestre trimestre NOUN m s|smartphone smartphone NOUN m p|milioni milione NOUN m p
miliardi miliardo NOUN m p|euro euro NOUN m p|quota quota NOUN f s|produttore produttore NOUN m s|modelli modello NOUN m p
tablet tablet NOUN m p|dati dato NOUN m p|apertura apertura NOUN f s|indiscrezioni indiscrezione NOUN f p
obiettivo obiettivo NOUN m s|crescita crescita NOUN f s|intenzione intenzione NOUN f s|numeri numero NOUN m p
accordo accordo NOUN m s|stima stima NOUN f s|analista analista NOUN m s|telefono telefono NOUN m s|programma programma NOUN m s
stime stima NOUN f p|primo primo ADJ m s|scorso scorso ADJ m s|nuovi nuovo ADJ m p|nuova nuovo ADJ f s|nuovo nuovo ADJ m s
cinese cinese ADJ - s|ottimi ottimo ADJ m p|pronta pronto ADJ f s|parlano parlare VERB i-pr-3-p|supera superare VERB i-pr-3-s
quali quale PRON|seguita seguire VERB pp-pa-f-s|quattro quattro NUM|ad a ADP
preferito preferito ADJ m s|venderà vendere VERB i-fu-3-s|pesare pesare VERB inf|pesano pesare VERB i-pr-3-p
prezzi prezzo NOUN m p|inflazione inflazione NOUN f s|nascerà nascere VERB i-fu-3-s|bene bene NOUN m s
compagnia compagnia NOUN f s|chiesto chiedere VERB pp-pa-m-s|solo solo ADV|quest' questo DET - s|uscirà uscire VERB i-fu-3-s
il_quale quale PRON|quale quale PRON|fronte fronte NOUN m s|collaborazione collaborazione NOUN f s|partire partire VERB inf
telefoni telefono NOUN m p|spediti spedire VERB pp-pa-m-p|meno meno ADV|poco poco ADV|resta restare VERB i-pr-3-s
marchio marchio NOUN m s|disponibile disponibile ADJ m s|torna tornare VERB i-pr-3-s|continua continuare VERB i-pr-3-s
riuscita riuscire VERB pp-pa-f-s|costretta costringere VERB pp-pa-f-s|aver avere AUX inf|va andare VERB i-pr-3-s
viene venire AUX i-pr-3-s|paese paese NOUN m s|ex ex ADJ m s|seconda secondo ADJ f s|fine fine NOUN f s
"""


def _entries() -> dict[str, tuple[str, str, list[str]]]:
    table = {}
    for entry in _WORDS.strip().replace("\n", "|").split("|"):
        word, lemma, tag, *features = entry.split()
        table[word] = (lemma, tag, features)
    return table


_TABLE = _entries()


def _form(feature: str) -> VerbForm:
    parts = feature.split("-")
    mood = _MOODS[parts[0]]
    if mood == "participle":
        return VerbForm(mood, _TENSES[parts[1]], None, _NUMBERS[parts[3]], {"m": "masculine", "f": "feminine"}[parts[2]])
    if len(parts) == 1:
        return VerbForm(mood)
    return VerbForm(mood, _TENSES[parts[1]], int(parts[2]), _NUMBERS[parts[3]])


def tagged(text: str) -> Sentence:
    """The sentence ``text`` tagged from the word list; unknown capitalised words are names, digits numbers, signs punctuation."""
    tokens = []
    for match in _WORD.finditer(text):
        word = match.group()
        lower = word.lower()
        lemma, tag, features = _TABLE.get(lower, (word, "", []))
        verb: VerbForm | None = None
        gender = number = None
        clitics: tuple[str, ...] = ()
        articled = tag == "ART"
        if tag in ("VERB", "AUX"):
            verb = _form(features[0])
            clitics = tuple(features[1:])
            number = verb.number
        elif len(features) == 2:
            gender, number = {"m": "masculine", "f": "feminine"}.get(features[0]), _NUMBERS[features[1]]
        if not tag:
            tag = "NUM" if word[0].isdigit() else "PROPN" if word[0].isupper() else "SYM" if word == "%" else "PUNCT"
            assert tag != "PUNCT" or not word[0].isalpha(), f"{word} is not in the word list"
        tokens.append(
            Token(match.start(), match.end(), word, lower, lemma, "ADP" if articled else tag, verb, clitics, articled, gender, number)
        )
    return Sentence(0, 0, 0, len(text), tuple(tokens))


def words() -> list[str]:
    """Every word of the list."""
    return list(_TABLE)

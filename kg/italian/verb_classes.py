"""Closed lists of Italian verbs by what they ask of their clause: auxiliary, subject position, governed infinitive, speech.

The lists were compiled by hand from descriptive grammar (Serianni, *Grammatica italiana*, chapters XI and XIV).
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Verbs whose compound tenses take essere: "è arrivato" is a perfect, not a passive.
TAKES_ESSERE = _words(
    """
    accadere accedere accorrere affiorare ammontare andare apparire approdare arrivare atterrare aumentare avanzare avvenire balzare
    bastare calare cadere cambiare cessare circolare cominciare comparire confluire convenire correre costare crescere crollare
    debuttare decadere decedere decollare decorrere decrescere degenerare derivare deperire dimagrire diminuire dipendere discendere
    dispiacere divenire diventare durare emergere emigrare entrare equivalere esistere esordire esplodere essere evadere fallire finire
    fiorire incominciare fluire fuggire fuoriuscire giacere giovare giungere gravare guarire immigrare impallidire impazzire importare
    incappare inciampare incombere incorrere iniziare insorgere intercorrere intervenire invecchiare lievitare mancare maturare
    migliorare migrare morire nascere naufragare occorrere parere partire passare peggiorare penetrare permanere piacere piombare
    pervenire precipitare prevalere procedere progredire prorompere proseguire provenire raddoppiare rallentare rampollare recedere
    regredire restare retrocedere riaffiorare riandare riapparire ricadere ricomparire ricorrere rientrare riemergere rimanere
    rimbalzare rinascere rincarare ripartire risalire riscendere risorgere ristagnare risultare ritornare riuscire rivivere ruzzolare
    saltare salire sbarcare sbocciare scadere scappare scattare scaturire scendere schizzare scivolare scomparire scoppiare scorrere
    sembrare servire sfociare sfuggire sgorgare slittare smettere soccombere soggiacere sopraggiungere sopravvenire sopravvivere sorgere
    sottostare sparire spettare spiacere spirare spuntare stare subentrare succedere sussistere svanire tardare terminare tornare
    toccare tramontare transitare traboccare trapelare triplicare quadruplicare uscire valere variare venire vertere vivere volare
    """
)

# Verbs whose subject readily follows them when nothing is said before: "arrivano i nuovi modelli", "sorgerà una fabbrica".
INVERTING = TAKES_ESSERE | _words(
    "mancare esistere bastare figurare vigere regnare spiccare prevalere partecipare concorrere prendere_parte"
)

# Verbs that can be transitive although listed above: with a subject before them, what follows is an object.
ALSO_TRANSITIVE = _words(
    """
    aumentare cambiare cessare cominciare correre convenire diminuire esplodere fallire finire giovare guarire iniziare intervenire
    invecchiare lievitare maturare migliorare passare peggiorare proseguire raddoppiare rallentare ridurre salire saltare scendere
    scorrere servire triplicare quadruplicare terminare toccare valere costare variare vivere avanzare volare transitare fuggire
    sfuggire rincarare
    """
)

COPULAS = _words("essere diventare divenire restare rimanere sembrare parere risultare apparire rivelarsi")

MODALS = _words("potere dovere volere sapere solere intendere preferire desiderare osare")

CAUSATIVES = _words("fare lasciare")

# Verbs that make one group with the infinitive they introduce; the subject is the same.
GOVERNORS = frozenset(
    f"{verb} {preposition}"
    for preposition, verbs in {
        "a": """accingere andare apprestare arrivare aspirare autorizzare cominciare continuare contribuire costringere destinare disporre
            impegnare iniziare limitare mirare obbligare passare persistere preparare provare provvedere puntare rinunciare riprendere
            riuscire stare tendere tornare tenere venire""",
        "di": """accettare aspettare augurare ambire cercare cessare concordare contare decidere desiderare evitare finire immaginare
            meditare minacciare omettere pensare pianificare preventivare prevedere progettare programmare promettere
            proporre rifiutare rischiare scegliere sforzare smettere sognare sperare tentare temere terminare valutare""",
        "per": "stare finire",
        "da": "avere",
    }.items()
    for verb in verbs.split()
)

# The same with a noun or an adjective inside: (verb, words between) to the preposition and the governor's name.
NOMINAL_GOVERNORS: dict[tuple[str, ...], tuple[str, str]] = {
    (verb, *words.split()): (preposition, f"{verb} {words} {preposition}")
    for verb, preposition, phrases in (
        (
            "avere",
            "di",
            "intenzione|l' intenzione|in programma|in mente|in progetto|in animo|bisogno|modo|voglia|l' obiettivo|l' ambizione",
        ),
        ("essere", "di", "in procinto|in grado|sul punto"),
        ("essere", "per", "in trattative|in trattativa"),
    )
    for words in phrases.split("|")
} | {
    ("essere", adjective[:-1] + ending): ("a", f"essere {adjective} a")
    for adjective in ["pronto", "intenzionato", "deciso", "disposto", "costretto", "destinato", "vicino", "prossimo"]
    for ending in "oaie"
}

# Verbs of saying: their subject follows a quotation, and is the source of what they say.
SPEECH = _words(
    """
    affermare aggiungere ammettere annunciare anticipare argomentare assicurare attaccare avvertire azzardare commentare comunicare
    concludere confermare confessare confidare constatare continuare dettagliare dichiarare dire domandare esclamare esordire esortare
    evidenziare garantire giurare incalzare indicare informare insistere ipotizzare lamentare notare osservare precisare prevedere
    proclamare promettere proseguire puntualizzare raccontare rammentare ribadire ricordare riferire rilanciare rilevare rimarcare
    ripetere replicare rispondere rivelare rivendicare scrivere segnalare sintetizzare smentire sostenere sottolineare specificare
    spiegare stimare suggerire suonare svelare tuonare twittare valutare calcolare riportare scommettere chiosare
    """
)

# Verbs of saying that comment on a sentence without quotation marks: "il mercato cresce, spiega Anna Bianchi".
ASIDES = _words(
    """
    affermare aggiungere ammettere annunciare assicurare avvertire commentare confermare dichiarare dire osservare notare precisare
    raccontare ribadire ricordare riferire scrivere sostenere sottolineare spiegare
    """
)

# Verbs of thinking and reckoning: they name a source too, but never continue a quotation.
OPINION = _words(
    """
    credere pensare ritenere supporre stimare prevedere calcolare reputare giudicare immaginare sperare temere aspettare attendere
    """
)

# Verbs whose "a X" is the one who does what the infinitive says: "ha permesso a X di aprire".
OBJECT_CONTROL = _words(
    """
    permettere consentire chiedere ordinare imporre impedire vietare proibire suggerire consigliare aiutare spingere invitare convincere
    obbligare costringere portare indurre autorizzare
    """
)

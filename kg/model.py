"""The types that flow from an article's text to its facts.

Every stage takes some of these and returns others; none changes what it was given. Offsets count Unicode code points of
``Article.text``, start inclusive, end exclusive. Indices of tokens count from 0 within their sentence; ``last`` is exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Article:
    """A news article as it was read. ``text`` is the whole decoded file, so that offsets are the file's own."""

    id: str
    text: str
    title: str | None = None
    published: str | None = None  # YYYY, YYYY-MM or YYYY-MM-DD
    url: str | None = None
    language: str = "it"
    body: int = 0  # offset where the header (" date 2017-07 ") ends and the article's own words begin


@dataclass(frozen=True, slots=True)
class VerbForm:
    """The inflection of one verb form."""

    mood: str  # indicative, conditional, subjunctive, imperative, infinitive, gerund, participle
    tense: str | None = None  # present, imperfect, past (passato remoto; a past participle too), future
    person: int | None = None  # 1, 2, 3
    number: str | None = None  # singular, plural
    gender: str | None = None  # masculine, feminine: of participles


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a sign. An articulated preposition stays one token: ``della`` has the lemma ``di`` and ``articled``."""

    start: int
    end: int
    text: str
    lower: str
    lemma: str
    pos: str  # Universal Dependencies' UPOS tag
    verb: VerbForm | None = None
    clitics: tuple[str, ...] = ()  # pronouns written onto the verb: "aprirne" has ("ne",)
    articled: bool = False
    gender: str | None = None  # masculine, feminine: of nouns, adjectives, determiners, where known
    number: str | None = None  # singular, plural


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its tokens."""

    index: int  # in the article
    paragraph: int  # in the article; the title and a dateline are paragraphs of their own
    start: int
    end: int
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A verb with its auxiliaries, modals and negation: "non è stato ancora aperto", "dovrebbe aprire"."""

    first: int
    last: int
    head: int  # the token of the lexical verb
    lemma: str
    mood: str  # of the finite verb, else infinitive, gerund, participle
    tense: str | None  # present, imperfect, past, perfect, pluperfect, future, future-perfect; None where not finite
    voice: str  # active, passive, reflexive ("si apre", "si fondono")
    person: int | None
    number: str | None
    negated: bool = False
    governors: tuple[str, ...] = ()  # modal and phase verbs above the lexical verb, outermost first: ("potere",), ("prevedere di",)
    copula: bool = False  # "è il primo": the head is the copula
    clitics: tuple[str, ...] = ()  # object pronouns before or on the verb: ne, lo, la, li, le, ci, vi


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of tokens around one verb group, or around none (a verbless clause, a heading)."""

    first: int
    last: int
    verb: VerbGroup | None
    kind: str  # main, coordinate, complement (che), relative, adverbial, infinitive, gerund, participle, verbless
    opener: str | None = None  # the word that opens it: che, dove, se, mentre, e, ...
    parent: int | None = None  # index of the clause it hangs on
    antecedent: int | None = None  # of a relative clause: index of the noun group it describes


@dataclass(frozen=True, slots=True)
class NounGroup:
    """A noun or name with its determiners, numbers and adjectives, and what it is to its clause."""

    first: int
    last: int
    head: int
    preposition: str | None  # lemma of the preposition that opens it: di, a, in, da, "da parte di", "rispetto a"
    role: str | None  # subject, object, oblique, complement (of another group), apposition, predicate, agent, source
    clause: int  # index of its clause
    governor: int | None = None  # index of the noun group that a complement or apposition belongs to
    listed: int | None = None  # index of the first group of the list or coordination it belongs to ("A, B e C")


@dataclass(frozen=True, slots=True)
class Syntax:
    """What Italian grammar says of a sentence: a layer beside its tokens."""

    clauses: tuple[Clause, ...]
    noun_groups: tuple[NounGroup, ...]


@dataclass(frozen=True, slots=True)
class Certainty:
    """How certain a clause is, and who says so."""

    status: str = "actual"  # actual, expected, reported, denied
    source: int | None = None  # index of the noun group that is named as the source ("secondo IDC")
    outside: bool = False  # a question, a condition, advice, a wish: nothing is stated


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts or measures."""

    kind: str  # number, money, percent, ordinal, multiple ("raddoppia": value 2)
    value: Decimal
    value_max: Decimal | None = None
    unit: str | None = None  # ISO 4217 code, "percent", "position", or the lemma of the noun counted
    bound: str | None = None  # over, under, about
    sign: int = 0  # 1 for "+3%", -1 for "-3%", 0 where none is written


@dataclass(frozen=True, slots=True)
class Period:
    """A time as facts.md writes it: YYYY, YYYY-MM, YYYY-MM-DD, start/end of these, --MM-DD."""

    time: str | None  # None where the words name a time that cannot be resolved
    open_start: bool = False  # "entro il 2030": any time up to it
    open_end: bool = False  # "dal 2018": from then on
    grain: str = "day"  # day, week, month, quarter, half, season, year, range


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something the graph has a node for."""

    name: str  # canonical name, as facts print it
    kind: str  # class of ontology/kg.ttl: Organisation, Company, Person, Product, StoreChain, Place, Event, Category, Topic, ...
    id: str | None = None  # the local name of its IRI where the catalogue fixes it


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of tokens that names, counts, dates or stands for something."""

    kind: str  # Organisation, Person, Product, StoreChain, Place, Event, Post, Category, Metric, Quantity, Period, Nominal
    sentence: int
    first: int
    last: int
    head: int
    start: int
    end: int
    text: str
    entity: Entity | None = None
    quantity: Quantity | None = None
    period: Period | None = None
    value: str | None = None  # a role's, metric's or category's English name; a nominal's class of antecedent
    known: bool = False  # in the catalogue, not guessed from its shape
    attributes: tuple[tuple[str, str], ...] = ()  # what else is known: ("country", "Cina"), ("former", "true")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One place in an article that states a fact."""

    article: str
    start: int
    end: int
    quote: str
    rule: str  # "opens/organisation-opens-stores": the rule's file and name
    confidence: Decimal
    subject_source: str  # explicit, clause, sentence, topic, nominal, list, none


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement with every qualifier, as facts.md lays down, and the places that say so."""

    relation: str
    subject: Entity | None = None
    object: Entity | None = None
    role: str | None = None
    metric: str | None = None
    value: Decimal | None = None
    value_max: Decimal | None = None
    unit: str | None = None
    bound: str | None = None
    place: Entity | None = None
    time: str | None = None
    status: str = "actual"
    by: Entity | None = None
    former: bool = False
    evidence: tuple[Evidence, ...] = field(default=())

    @property
    def confidence(self) -> Decimal:
        """The best of its evidence, 0 to 1."""
        return max((piece.confidence for piece in self.evidence), default=Decimal(0))


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one article yielded."""

    article: Article
    sentences: int
    facts: tuple[Fact, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence with every layer that was laid beside it."""

    sentence: Sentence
    syntax: Syntax
    certainties: tuple[Certainty, ...]  # one a clause
    mentions: tuple[Mention, ...]  # by start, then the longest first; readings of the same words may stand side by side

"""What stands where a name could stand and names nothing: common nouns, policy areas, persons, laws, events, headings.

A reader that meets names in most of its sentences learns that a place in a sentence means a name. The same sentence
with something else in that place teaches it to look at the words. The lists are general English.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.extraction.words import words_of
from policygraph.spans import Span

if TYPE_CHECKING:
    import random

_BODIES = """
agency agencies|authority authorities|bank banks|bidder bidders|board boards|central government|charity charities|
college colleges|committee committees|company companies|contractor contractors|council councils|court courts|
department departments|donor donors|employer employers|enterprise enterprises|family families|farmer farmers|
firm firms|fund funds|government governments|hospital hospitals|household households|inspector inspectors|
investor investors|legislature legislatures|local authority local authorities|manufacturer manufacturers|
ministry ministries|municipality municipalities|operator operators|owner owners|parliament parliaments|
partner partners|police force police forces|private sector|provider providers|public service|regulator regulators|
relevant ministry relevant ministries|research institute research institutes|resident residents|school schools|
small business small businesses|state-owned enterprise state-owned enterprises|supplier suppliers|
supervisory body supervisory bodies|teacher teachers|trade union trade unions|university universities|
working group working groups
"""
_PLACES = """
area areas|border|capital|city cities|coast coasts|community communities|country countries|countryside|
developed country developed countries|district districts|field fields|hinterland|home homes|household households|
inland waters|interior|island islands|lowland lowlands|mainland|market markets|mountain area mountain areas|
municipality municipalities|neighbourhood neighbourhoods|north|outer suburb outer suburbs|parish parishes|
port ports|province provinces|region regions|rest of the country|river basin river basins|rural area rural areas|
settlement settlements|shore shores|site sites|slope slopes|south|territory territories|town towns|
town centre town centres|urban area urban areas|valley valleys|village villages|ward wards|workplace workplaces|
world|border area border areas
"""
_WORKS = """
activity activities|arrangement arrangements|building buildings|campaign campaigns|construction work|
contract contracts|effort efforts|ongoing project ongoing projects|facility facilities|first phase|
flagship project flagship projects|framework frameworks|initiative initiatives|infrastructure|
inspection inspections|investment investments|key project key projects|local plan local plans|
measure measures|mechanism mechanisms|network networks|plan plans|policy policies|practice practices|
preparatory work|procedure procedures|programme programmes|project projects|public works|reform reforms|
review reviews|road roads|route routes|rule rules|scheme schemes|second stage|service services|strategy strategies|
study studies|support scheme support schemes|system systems|training course training courses|trial trials|
upgrade upgrades|work work|works
"""
_MATTERS = """
access to justice|accountability|affordable housing|attendance|basic needs|civic engagement|climate resilience|
child protection|community safety|competition|consumption|crime prevention|cultural life|data protection|
decision-making|domestic demand|early learning|economic growth|employment|equal treatment|exports|fair pay|
family life|flood protection|food security|foreign trade|gender equality|good governance|health outcomes|
household income|housing conditions|human capital|human rights|income distribution|infrastructure|innovation|
inward investment|job creation|labour relations|law enforcement|legal aid|life expectancy|living standards|
market access|mental health|national security|nature conservation|nutrition|occupational safety|old age|
outdoor recreation|pay|poverty reduction|price stability|productivity|public debt|public finance|public health|
public order|public safety|public spending|quality of life|regional development|road safety|rural life|
sanitation|school attendance|service delivery|skills|social cohesion|social inclusion|social protection|
staff training|tax collection|trade balance|urban planning|volunteering|waste reduction|water quality|welfare|
wages|working conditions|working time|youth participation
"""

_GIVEN = """
Adela Anselm Bashir Beatriz Cyril Dimitra Edwin Eleni Farouk Fiona Gareth Grace Hamid Helga Ignacio Ingrid Jacob
Jerome Kofi Laila Leopold Lucia Magnus Marta Nadia Ngozi Olaf Oscar Paloma Pieter Rachel Ravi Sabine Samuel Sunita
Tariq Teresa Umar Vera Viktor Wanjiru Xavier Yusuf Zainab
"""
_FAMILY = """
Abara Achterberg Adeyinka Almqvist Banerjee Bellandi Brinkman Chaudhry Corrigan Dahlgren Delacroix Eriksen Fairbairn
Fontaine Gikandi Grabowski Hartwell Hollis Ibrahim Jankovic Kapoor Karimov Kowalczyk Lindqvist Lockhart Mbeki Mendoza
Mutasa Nakamura Nyambura Okafor Oyelaran Pereira Quansah Rasmussen Rutherford Sandoval Sorensen Takahashi Tembo
Thackeray Ubaldi Vasquez Velthuis Whitcombe Yilmaz Zelaya
"""
_OFFICES = """
Ambassador|Chairman|Chief Executive|Commissioner|Councillor|Dr|Governor|Hon|Justice|Lady|Lord|Mayor|Minister|Mr|
Mrs|Ms|President|Prime Minister|Professor|Secretary|Senator|Sir
"""
_SUBJECTS = """
Agricultural Holdings|Air Quality|Animal Health|Banking|Building Standards|Business Names|Carriage of Goods|
Child Care|Civil Aviation|Competition|Consumer Rights|Copyright|Customs|Cybercrime|Data Protection|Disability|
Education|Electoral Reform|Electronic Communications|Employment|Endangered Species|Energy|Equal Pay|Evidence|
Factories|Fisheries|Food Safety|Forestry|Freedom of Information|Gas Safety|Hazardous Waste|Heritage|Housing|
Human Rights|Income Tax|Inland Waters|Insolvency|Insurance|Land Registration|Local Government|Maritime Labour|
Medicines|Migration|Minerals|Nationality|Ozone Layer|Patents|Pensions|Planning|Plant Varieties|Postal Services|
Public Health|Public Procurement|Radio|Road Traffic|Social Security|Statistics|Telecommunications|Trade Marks|
Value Added Tax|Water|Wildlife|Youth Justice
"""
_LAWS = """
Act|Agreement|Bill|Code|Convention|Directive|Law|Ordinance|Protocol|Regulations|Rules|Treaty|(Amendment) Act|
Amendment Bill
"""
_OCCASIONS = """
Awards|Day|Exhibition|Festival|Games|Month|Prize|Summit|Week|Index|Survey|Report|Bulletin|Yearbook|Declaration
"""
_SECTIONS = (
    "Annex",
    "Appendix",
    "Article",
    "Chapter",
    "Figure",
    "Part",
    "Section",
    "Table",
)

_SHARES = {
    "Place": (("place", 6), ("person", 1)),
    "Institution": (("body", 5), ("person", 3), ("law", 1), ("occasion", 1)),
    "Project": (("work", 4), ("law", 3), ("occasion", 2), ("section", 1)),
    "Industry": (("matter", 1),),
}
"""What stands for names of a class, and how often."""

YEARS = (1978, 2024)
LAST_SECTION = 19


def _listed(text: str) -> list[str]:
    return [entry.strip() for entry in text.replace("\n", " ").split("|")]


def _nouns(text: str) -> list[str]:
    """Singulars with the article, plurals without it."""
    forms = []
    for entry in _listed(text):
        words = entry.split()
        half = len(words) // 2
        if len(words) % 2 == 0 and words[0][:3] == words[half][:3]:
            forms += ["the " + " ".join(words[:half]), " ".join(words[half:])]
        else:
            forms.append("the " + entry)
    return forms


class Nothings:
    """Phrases that name none of the classes.

    Args:
        rng: Chooses them.
    """

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._nouns = {
            "body": _nouns(_BODIES),
            "place": _nouns(_PLACES),
            "work": _nouns(_WORKS),
            "matter": _listed(_MATTERS),
        }

    def instead_of(self, kind: str) -> list[str]:
        """The words of a phrase that can stand for a name of a class, an article among them where it needs one.

        Args:
            kind: The class: Place, Institution, Project or Industry.
        """
        sorts, shares = zip(*_SHARES[kind], strict=True)
        (sort,) = self._rng.choices(sorts, shares)
        phrase = self._phrase(sort)
        words = words_of(phrase, Span(0, len(phrase)))
        return [phrase[word.begin : word.end] for word in words]

    def _phrase(self, sort: str) -> str:
        pick = self._rng.choice
        if sort in self._nouns:
            return pick(self._nouns[sort])
        if sort == "person":
            name = f"{pick(_GIVEN.split())} {pick(_FAMILY.split())}"
            return pick((name, f"{pick(_listed(_OFFICES))} {name}", name))
        if sort == "section":
            return f"{pick(_SECTIONS)} {self._rng.randint(1, LAST_SECTION)}"
        if sort == "law":
            year = pick(("", "", f" {self._rng.randint(*YEARS)}"))
            return f"the {pick(_listed(_SUBJECTS))} {pick(_listed(_LAWS))}{year}"
        return f"the {pick(_listed(_SUBJECTS))} {pick(_listed(_OCCASIONS))}"

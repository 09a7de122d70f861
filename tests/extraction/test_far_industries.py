"""A project is in the industry of its own sentence before another sentence's."""

from __future__ import annotations

from policygraph.extraction import extract
from policygraph.report import parse_report

SEED_LIKE = (
    "The automobile industry must improve quality, so that projects such as Lantern Motors "
    "City and Quill Hyundai can be put into production as soon as possible. The electronic "
    "information industry must accelerate the construction of BAE smartphones, Merrow smart "
    "electronics and other projects."
)


def test_no_project_is_in_the_industry_of_the_sentence_before() -> None:
    """What its own sentence says of a project is surer than what stands before."""
    report = parse_report(SEED_LIKE, name="plan")
    found = extract(report)
    second = SEED_LIKE.index("The electronic")
    ends = [
        (found.mentions[pair.subject].span, found.mentions[pair.object].span)
        for pair in found.pairs
        if pair.property == "inIndustry"
    ]
    assert any(subject.begin > second for subject, _ in ends)
    assert all(
        (subject.begin > second) == (industry.begin > second)
        for subject, industry in ends
    )

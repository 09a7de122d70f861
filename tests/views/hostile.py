"""Sixty texts that would do harm, or mislead, wherever they were taken for more than text."""

from __future__ import annotations

from policygraph.views.model import Edge, Link, Mark, Network, Node, Sentence

_RUN = "window.harmed=1"

HOSTILE: tuple[str, ...] = (
    f"<script>{_RUN}</script>",
    f"</script><script>{_RUN}</script>",
    f"</SCRIPT ><script>{_RUN}</script>",
    f"<!--<script>{_RUN}</script>-->",
    f"--><script>{_RUN}</script>",
    f"]]><script>{_RUN}</script>",
    f"</title><script>{_RUN}</script>",
    f"</style><script>{_RUN}</script>",
    f"</textarea><script>{_RUN}</script>",
    f"</noscript><script>{_RUN}</script>",
    f"<img src=x onerror={_RUN}>",
    f"<img src=x onerror='{_RUN}'>",
    f'"><img src=x onerror={_RUN}>',
    f"'><img src=x onerror={_RUN}>",
    f"<svg onload={_RUN}>",
    f"<svg><script>{_RUN}</script></svg>",
    f"<svg><animate onbegin={_RUN} attributeName=x dur=1s>",
    f"<math><mtext><script>{_RUN}</script></mtext></math>",
    f"<body onload={_RUN}>",
    f"<iframe srcdoc='<script>parent.{_RUN}</script>'></iframe>",
    f"<iframe src=javascript:{_RUN}>",
    f"<object data=javascript:{_RUN}>",
    f"<embed src=javascript:{_RUN}>",
    f"<a href=javascript:{_RUN}>here</a>",
    f'<a href="javascript:{_RUN}">here</a>',
    f"<form action=javascript:{_RUN}><input type=submit>",
    f"<details open ontoggle={_RUN}>",
    f"<input autofocus onfocus={_RUN}>",
    f"<video><source onerror={_RUN}></video>",
    f"<marquee onstart={_RUN}>",
    "<base href=https://example.invalid/>",
    "<link rel=stylesheet href=https://example.invalid/x.css>",
    "<meta http-equiv=refresh content='0;url=https://example.invalid/'>",
    "<style>*{display:none}</style>",
    "<img src=https://example.invalid/x.png>",
    f"javascript:{_RUN}",
    f"JaVaScRiPt:{_RUN}",
    f"java\tscript:{_RUN}",
    f"data:text/html,<script>parent.{_RUN}</script>",
    "vbscript:msgbox(1)",
    "href=https://example.invalid/",
    "&lt;script&gt;",
    "&#60;script&#62;",
    "&amp;amp;",
    "&nbsp;&copy;",
    "\\u003cscript\\u003e",
    "{{title}} {{scripts}} ${state} `${1}`",
    "{% include 'x' %}{{ 7*7 }}",
    "' onmouseover='x' \" onclick=\"y\"",
    "__proto__",
    "constructor",
    '=HYPERLINK("https://example.invalid/","x")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\u202egnirts desrever\u202c and on",
    "\u2066isolated\u2069 \u2067right to left\u2069",
    "zero\u200bwidth\u200c\u200d\ufeffjoined",
    "line\u2028separator\u2029paragraph",
    "\u0000null\u0008bell\u001bescape\u007f",
    "汉字 <b>العربية</b> \U0001f600 e\u0301",
    "<b>" + "W" * 9_990 + "</b>",
)
"""Scripts, handlers, links, entities, templates, prototype names, formulas, invisible characters, and great length."""

_TYPES = ("Place", "Institution", "Project", "Industry", "Target")


def hostile_network() -> Network:
    """A network in which every label, alias, kind, fact, link, sentence, title and IRI is hostile."""
    count = len(HOSTILE)
    nodes = [
        Node(
            id=f"https://w3id.org/policygraph/id/n{number}-{text[:40]}"
            if number % 2
            else f"{text[:40]}:{number}",
            label=text,
            type=_TYPES[number % 5],
            alt_labels=(text, f"also {text}"),
            kind=text,
            links=(
                Link(text, text),
                Link("GeoNames", f"https://sws.geonames.org/{number}/"),
            ),
            facts=((text, text),),
            longitude=100.0 + number / 10 if number % 5 == 0 else None,
            latitude=30.0 if number % 5 == 0 else None,
            sentences=(number,),
        )
        for number, text in enumerate(HOSTILE)
    ]
    nodes.append(
        Node(
            "urn:key",
            HOSTILE[0],
            "KeyTask",
            number=HOSTILE[1],
            stage=HOSTILE[2],
            sentences=(0,),
        )
    )
    nodes.append(Node("urn:sub", HOSTILE[3], "SubTask", parent=count, sentences=(1,)))
    properties = ("partOf", "undertakenBy", "inIndustry", "hasTarget", "locatedIn")
    edges = [
        Edge(number, (number + 3) % count, properties[number % 5], 0.5, text, (number,))
        for number, text in enumerate(HOSTILE)
    ]
    edges += [
        Edge(count, number, "concerns", sentences=(number,)) for number in range(count)
    ]
    edges += [
        Edge(count + 1, number, "concerns", sentences=(number,))
        for number in range(0, count, 2)
    ]
    sentences = tuple(
        Sentence(
            text,
            number,
            count + 1,
            None,
            (Mark(0, min(len(text), 9), number), Mark(3, len(text) + 5, number)),
        )
        for number, text in enumerate(HOSTILE)
    )
    return Network(
        HOSTILE[6],
        tuple(nodes),
        tuple(edges),
        sentences,
        "https://w3id.org/policygraph/id/",
    )

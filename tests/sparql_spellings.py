"""Ways to spell a query that asks another server, names a graph that is not there, or changes something.

Each reads as SPARQL to the engine: a test asks the engine itself, with a listener behind the URL.
"""

# ruff: noqa: S608 - SPARQL, and nobody's input

from __future__ import annotations

from itertools import product

SERVICES = ("SERVICE", "service", "SeRvIcE", "sERVICe")
ESCAPED = (
    "\\u0053ERVICE",
    "SERV\\u0049CE",
    "serv\\U00000069ce",
    "\\u0073\\u0065rvice",
    "S\\u0045\\u0052VICE",
)
SILENCES = (
    " ",
    "\n\t",
    "#comment { '\n",
    " SILENT ",
    "silent",
    "SILENT#>\n",
    "\rSilent\r",
    "# SERVICE\n",
)
GLUED = ("SERVICE ", "SERVICESILENT", "service#\n")
PLACES = (
    "SELECT * {{ {} }}",
    "SELECT*{{{}}}",
    "ASK{{{}}}",
    "ASKWHERE{{{}}}",
    "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {} }}",
    "DESCRIBE ?s {{ {} }}",
    "SELECT ?s {{ {{ SELECT * {{ {} }} }} }}",
    "SELECT * {{ OPTIONAL {{ {} }} }}",
    "SELECT * {{ OPTIONAL{{{}}} }}",
    "SELECT * {{ ?s ?p ?o MINUS {{ {} }} }}",
    "SELECT * {{ ?s ?p ?o FILTER EXISTS {{ {} }} }}",
    "SELECT * {{ ?s ?p ?o FILTERNOTEXISTS{{{}}} }}",
    "SELECT * {{ ?s ?p ?o FILTER(?o=1||EXISTS{{{}}}) }}",
    "SELECT (EXISTS {{ {} }} AS ?x) {{ }}",
    "SELECT * {{ {{ ?s ?p ?o }} UNION {{ {} }} }}",
    "SELECT * {{ {{ ?s ?p ?o }}UNION{{{}}} }}",
    "SELECT * {{ GRAPH ?g {{ {} }} }}",
    "SELECT * {{ ?s ?p ?o LATERAL {{ {} }} }}",
    "SELECT * {{ ?s ?p 'x' . # '\n {} }}",
    'SELECT * {{ ?s ?p "#" {} }}',
    'SELECT * {{ ?s ?p "#"{} }}',
    "SELECT * {{ ?s ?p '''it's'''{} }}",
    "SELECT * {{ ?s ?p '\\''{} }}",
    'SELECT * {{ ?s ?p """a"b\\""""{} }}',
    "SELECT * {{ <http://x/#> ?p ?o {} }}",
    "SELECT * {{ <http://x/'> ?p ?o .{} }}",
    "SELECT * {{ ?s ?p 1{} }}",
    "SELECT * {{ ?s ?p true.{} }}",
    "SELECT * {{ ?s ?p pg:.{} }}",
    "SELECT * {{ ?s ?p () {} }}",
    "SELECT * {{ ?s ?p [] .{} }}",
    "SELECT * {{ ?s ?p 'x'@en.{} }}",
    "SELECT * {{ ?s a pg:Place;{} }}",
    "SELECT * {{ FILTER(true){} }}",
    "SELECT * {{ BIND(1AS?x){} }}",
    "SELECT * {{ VALUES?x{{1}}{} }}",
    "SELECT * {{ VALUES ?x {{'''a' }} {} }}",
    'SELECT * {{ VALUES ?x {{"""a" }} {} }}',
    "SELECT * {{ ?s ?p ?x FILTER(?x<1){} }}",
    "SELECT * {{ ?s ?p ?x FILTER(?x<'>'){} }}",
    "SELECT ?s {{ {} }} GROUP BY ?s HAVING(1<2) ORDER BY ?s LIMIT 1 OFFSET 0",
    "PREFIX service: <http://example.org/SERVICE#> SELECT * {{ service:SERVICE service:service ?service {} }}",
    "BASE <http://127.0.0.1:9/#> SELECT * {{ {} }}",
)


def asking_another(port: int) -> list[str]:
    """Queries that the engine answers by asking 127.0.0.1 at that port."""
    url = f"http://127.0.0.1:{port}/"
    inside = f"<{url}> {{ ?s ?p ?o }}"
    spelled = [
        PLACES[0].format(f"{word}{silent}{inside}")
        for word, silent in product(SERVICES, SILENCES)
    ]
    placed = [
        place.format(f"{word}{inside}")
        for place, word in product(PLACES, ("SERVICE ", "SERVICESILENT", "service#\n"))
    ]
    named = [
        f"SELECT * {{ BIND(<{url}> AS ?e) SERVICE ?e {{ ?s ?p ?o }} }}",
        f"SELECT * {{ BIND(<{url}> AS ?e) SERVICE?e{{ ?s ?p ?o }} }}",
        f"SELECT * {{ BIND(<{url}> AS ?e) SERVICESILENT$e{{ ?s ?p ?o }} }}",
        f'SELECT * {{ BIND(IRI(CONCAT("{url}", "x")) AS ?e) SERVICE ?e {{ ?s ?p ?o }} }}',
        f"SELECT * {{ VALUES ?e {{ <{url}> }} SERVICE ?e {{ ?s ?p ?o }} }}",
        f"PREFIX e: <{url}> SELECT * {{ SERVICE e: {{ ?s ?p ?o }} }}",
        f"PREFIX : <{url}> SELECT * {{ SERVICE:x {{ ?s ?p ?o }} }}",
        f"PREFIX : <{url}> SELECT * {{ SERVICE:{{ ?s ?p ?o }} }}",
        f"PREFIX ex: <{url}> SELECT * {{ SERVICEex:x {{ ?s ?p ?o }} }}",
        f"PREFIX ex: <{url}> SELECT * {{ SERVICESILENTex:x {{ ?s ?p ?o }} }}",
        f"PREFIX SERVICE: <{url}> SELECT * {{ SERVICESERVICE:x {{ ?s ?p ?o }} }}",
        f"PREFIX SILENT: <{url}> SELECT * {{ SERVICE SILENT SILENT:x {{ ?s ?p ?o }} }}",
        f"PREFIX e: <http://127.0.0.1:> SELECT * {{ SERVICE e:{port} {{ ?s ?p ?o }} }}",
        f"BASE <{url}> SELECT * {{ SERVICE <x> {{ ?s ?p ?o }} }}",
        f"BASE <{url}>SELECT*{{SERVICE<>{{}}}}",
        f"SELECT * {{ ?s ?p ?x FILTER(?x<1)SERVICE#>\n{inside} }}",
        f"PREFIX a: <http://a/> SELECT * {{ ?s ?p ?x FILTER(?x<a:b)service#>\n{inside} }}",
        f"SELECT * {{ ?s ?p ?o . SERVICE SILENT <http://localhost:{port}/> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICE <\\u0068ttp://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICE SILENT <http://127.0.0.1:{port}/> {{ SERVICE <http://127.0.0.1:9/> {{ ?s ?p ?o }} }} }}",
    ]
    return list(dict.fromkeys(spelled + placed + named))


def asking_in_escapes(port: int) -> list[str]:
    """What asks another server where escapes are resolved before the text is read, as SPARQL 1.1 has it."""
    inside = f"<http://127.0.0.1:{port}/> {{ ?s ?p ?o }}"
    spelled = [
        PLACES[0].format(f"{word}{silent}{inside}")
        for word, silent in product(ESCAPED, SILENCES)
    ]
    return [
        *spelled,
        f"SELECT * {{ ?s ?p ?o . SERVICE \\u003Chttp://127.0.0.1:{port}/\\u003E {{ ?s ?p ?o }} }}",
    ]


def naming_others(port: int) -> list[str]:
    """Queries over a graph that no dataset of a test has."""
    url = f"http://127.0.0.1:{port}/"
    return [
        f"SELECT * FROM <{url}> {{ ?s ?p ?o }}",
        f"select * from named <{url}> {{ graph ?g {{ ?s ?p ?o }} }}",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        f"SELECT * \\u0046ROM <{url}> {{ ?s ?p ?o }}",
        f"PREFIX e: <{url}> SELECT * FROM e:x {{ ?s ?p ?o }}",
        f"PREFIX e: <{url}> SELECT * FROMe:x {{ ?s ?p ?o }}",
        f"PREFIX e: <{url}> SELECT * FROMNAMEDe:x {{ ?s ?p ?o }}",
        f"PREFIX : <{url}> SELECT * FROM:x {{ ?s ?p ?o }}",
        f"PREFIX : <{url}> ASK FROM NAMED:x {{ ?s ?p ?o }}",
        f"SELECT ?s FROMNAMED<{url}>WHERE{{ ?s ?p ?o }}",
        f"SELECT(1AS?x)FROM<{url}>{{ }}",
        f"DESCRIBE*FROM<{url}>{{ ?s ?p ?o }}",
        f"CONSTRUCT FROM <{url}> WHERE {{ ?s ?p ?o }}",
        f"BASE <{url}> SELECT * FROM#\n<data> {{ ?s ?p ?o }}",
        f"ASK FROM <\\u0068ttp://127.0.0.1:{port}/> {{ ?s ?p ?o }}",
        f"SELECT (EXISTS {{ ?s ?p ?o }} AS ?x) FROM <{url}> {{ }}",
    ]


def changing(port: int) -> list[str]:
    """Updates, and what sets out to be one."""
    url = f"http://127.0.0.1:{port}/"
    return [
        f"LOAD <{url}>",
        f"load silent <{url}> into graph <http://x/>",
        f"L\\u004FAD <{url}>",
        "LOAD <file:///etc/passwd>",
        f"ASK {{}} ; LOAD <{url}>",
        "INSERT DATA { <x:a> <x:b> <x:c> }",
        "DELETE WHERE { ?s ?p ?o }",
        "DROP ALL",
        "CLEAR DEFAULT",
        "CREATE GRAPH <x:g>",
        "COPY DEFAULT TO <x:g>",
        "MOVE <x:a> TO <x:b>",
        "ADD <x:a> TO <x:b>",
        f"WITH <{url}> DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}",
    ]


HONEST = (
    "SELECT * { ?s ?p 'SERVICE <http://x/> {}' }",
    'SELECT * { ?s ?p """LOAD <file:///etc/passwd>""" } # SERVICE',
    "SELECT * { <http://example.org/SERVICE> ?load ?insert }",
    "PREFIX service: <http://example.org/> SELECT * { service:load service:DELETE ?service }",
    "PREFIX load: <http://example.org/#SERVICE> ASK { ?s load:x ?o }",
    "SELECT ?from ?named { ?from ?named ?o FILTER(?from<?named) }",
    "# FROM <http://elsewhere/>\nASK {}",
    "ASK { ?s ?p 'it' , 's' } ",
    "SELECT ?service { ?service ?p ?o FILTER(CONTAINS(?o, 'service')) }",
    "SELECT ?s { ?s ?p ?o FILTER(REGEX(STR(?o), 'SERVICE|LOAD|FROM', 'i')) }",
    "PREFIX SERVICEx: <http://example.org/> SELECT * { SERVICEx:y ?p ?o }",
    "PREFIX SERVICE: <http://example.org/> SELECT * { ?s SERVICE:SILENT SERVICE: }",
    "SELECT * { ?s ?p 'x'@service }",
    "SELECT * { _:service ?p ?o . ?s ?p _:SERVICE }",
    "SELECT * { ?s ?p ?o FILTER(?o < 5 && 7 > ?o) } # < SERVICE >",
    "SELECT * { ?s ?p '\\u0053ERVICE' }",
    "SELECT * { ?s ?p '\\\\u0053ERVICE' }",
    "SELECT * { ?s ?p '' , 'SERVICE' , \"\" }",
    "SELECT ?x { VALUES ?x { 'SERVICE' 'FROM <x:y>' 'DROP ALL' } }",
    "SELECT (COUNT(?s) AS ?services) { ?s a pg:Institution ; skos:prefLabel 'Public Service Bureau'@en }",
)
"""Queries that only mention such words."""

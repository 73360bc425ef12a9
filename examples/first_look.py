# A first look at a chain, cell by cell, as in a notebook. Run it from anywhere: python examples/first_look.py

# %% Load: a chain with what it uses of the catalogue beside it, or all chains of a folder
import tempfile
from pathlib import Path

import networkx

from palveluketju import (
    CHECKS,
    UnknownId,
    check_chain,
    check_workspace,
    compile_chain,
    draw_chain,
    draw_workspace,
    load_chain,
    load_workspace,
    registers,
    report,
)
from palveluketju.analyses import coverage, integration_points, interface_services, not_known, open_decisions
from palveluketju.drawing import chosen
from palveluketju.loading import load_chain_text
from palveluketju.model import absence_text

chains = Path(__file__).parent.parent / "chains" / "uusimaa"
chain = load_chain(chains / "lastensuojelun-ennaltaehkaisy.yaml")
workspace = load_workspace([chains])
print(chain.name.text("fi"))
print(repr(chain), "is one of", repr(workspace))  # a notebook shows them as tables

# %% Ask: what is critical at each level?
graph = compile_chain(chain)
for level in graph.levels():
    services = ", ".join(graph.name(service) for service in graph.critical_services(level))
    print(f"- {graph.name(level)}: {services}")

# %% Ask: where do organisers meet, what does the county need from others, what is open, what not known?
for point in integration_points(graph):
    where = " – ".join(graph.name(element) for element in point.elements)
    print(f"{point.kind}: {where} (coordination: {point.coordination})")
for record in interface_services(graph):
    if record.other is None:  # it is open or not known who organises the service
        print(f"{graph.name(record.element)} ({record.state}): {absence_text(record.questions[0]).text('fi')}")
    else:
        print(f"{graph.name(record.element)} <- {graph.name(record.other)} (agreement: {record.agreement})")
table = coverage(graph)
for place, cells in table.rows:  # a row is a level, or what is told of services whose level is not known
    states = [len(cell.services) or cell.state for cell in cells]
    heading = place if isinstance(place, str) else graph.name(place)
    print(heading, dict(zip(table.columns, map(str, states), strict=True)))
for decision in open_decisions(graph):
    print("open:", decision.question.text("fi"))
for missing in not_known(graph):
    print("not known:", missing.what.text("fi"))

# %% A question about an id that there is not says what is near
try:
    graph.levels_offering("nevvola")
except UnknownId as error:
    print(error)

# %% Check: one chain, then all of them together
found = check_chain(graph)
print(found)
print(repr(check_workspace(workspace)))
print(repr(CHECKS["PK201"]), CHECKS["PK201"].title)

# %% What if nobody coordinated? Chains do not change; make another one
alone = chain.changed(coordination=None)
for finding in check_chain(compile_chain(alone)).findings:
    if finding not in found.findings:
        print("then:", finding.message)

# %% Draw: a notebook shows the picture, and in words it is; an answer can be marked on it
picture = draw_chain(graph, found)
print(picture.text().splitlines()[0])
marked = draw_chain(graph, chosen(graph.levels_offering("neuvola")), view="lanes", lang="fi")
print(repr(marked), repr(draw_workspace(workspace)))

# %% Export: pictures, a report, the registers, the chain itself, and the network for other programs
with tempfile.TemporaryDirectory() as folder:
    picture.save(Path(folder) / "chain.svg")
    report(workspace, lang="fi").save(Path(folder) / "report.md")
    networkx.write_graphml(graph.network, Path(folder) / "chain.graphml")
    print("written:", ", ".join(path.name for path in sorted(Path(folder).iterdir())))
for row in registers(graph, lang="fi")["interface-services"]:
    print(" | ".join(row))
print("reads back the same:", load_chain_text(chain.to_yaml()) == chain)
print(graph.network.number_of_nodes(), "nodes,", graph.network.number_of_edges(), "edges")

# %% How long everything shows itself
for thing in (workspace, chain, graph, found, picture, CHECKS):
    print(len(repr(thing)), "characters:", repr(thing))

# A first look at a chain, cell by cell, as in a notebook. Run it from anywhere: python examples/first_look.py

# %% Read a chain: the file, with what it uses of the catalogue beside it
from pathlib import Path

from palveluketju import check_chain, compile_chain, draw_chain, load_chain
from palveluketju.analyses import coverage, integration_points, interface_services, open_decisions

chains = Path(__file__).parent.parent / "chains" / "uusimaa"
chain = load_chain(chains / "lastensuojelun-ennaltaehkaisy.yaml")
print(chain.name.text("fi"))

# %% Compile it, and ask in the words of the field
graph = compile_chain(chain)
for level in graph.levels():
    services = ", ".join(graph.name(service) for service in graph.critical_services(level))
    print(f"- {graph.name(level)}: {services}")

# %% The registers that a plan needs even when nothing is wrong
for point in integration_points(graph):
    where = " – ".join(graph.name(element) for element in point.elements)
    print(f"{point.kind}: {where} (coordination: {point.coordination})")
for record in interface_services(graph):
    print(f"{graph.name(record.element)} <- {graph.name(record.other)} (agreement: {record.agreement})")
table = coverage(graph)
for level, cells in table.rows:
    told = [cell.empty or len(cell.services) for cell in cells]
    print(graph.name(level), dict(zip(table.columns, map(str, told), strict=True)))
for decision in open_decisions(graph):
    print("open:", decision.question.text("fi"))

# %% Check it
report = check_chain(graph)
print(report)

# %% What if nobody coordinated? Chains do not change; make another one
alone = chain.changed(coordination=None)
for finding in check_chain(compile_chain(alone)).findings:
    if finding not in report.findings:
        print("then:", finding.message)

# %% Draw it; a notebook shows the picture, and in words it is
picture = draw_chain(graph, report)
print(picture.text().splitlines()[0])

# %% Whatever is not asked here, networkx answers
print(graph.network.number_of_nodes(), "nodes,", graph.network.number_of_edges(), "edges")

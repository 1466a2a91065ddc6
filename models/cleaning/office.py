"""Word, Excel and PowerPoint: parts that tell of people are dropped, names in the others are taken out."""

from collections.abc import Callable
from posixpath import dirname, join, normpath

from lxml import etree

from models.cleaning import names
from models.cleaning.package import packed, unpacked
from models.cleaning.result import Findings, Uncleanable
from models.cleaning.words import Format, Left, Trace

CONTENTS = "[Content_Types].xml"
DROPPED = (
    ("docProps/thumbnail", Trace.PREVIEW),
    ("docProps/", Trace.PROPERTIES),
    ("customXml/", Trace.HIDDEN_DATA),
    ("_xmlsignatures/", Trace.SIGNATURES),
    ("word/people.xml", Trace.NAMES),
    ("word/customizations.xml", Trace.HIDDEN_DATA),
    ("word/vbaProject", Trace.SCRIPTS),
    ("word/vbaData", Trace.SCRIPTS),
    ("xl/vbaProject", Trace.SCRIPTS),
    ("ppt/vbaProject", Trace.SCRIPTS),
    ("word/glossary/", Trace.HIDDEN_DATA),
    ("xl/printerSettings/", Trace.PATHS),
    ("xl/revisions/", Trace.EDITING),
    ("xl/userNames", Trace.NAMES),
    ("xl/customProperty/", Trace.HIDDEN_DATA),
    ("xl/metadata/", Trace.HIDDEN_DATA),
    ("ppt/printerSettings/", Trace.PATHS),
    ("ppt/changesInfos/", Trace.EDITING),
    ("ppt/revisionInfo.xml", Trace.EDITING),
    ("ppt/tags/", Trace.HIDDEN_DATA),
    ("docMetadata/", Trace.PROPERTIES),
    ("userCustomization/", Trace.HIDDEN_DATA),
)
"""Beginnings of part names, the longer before the shorter. Macros name their writer and their folders."""
TELLING_RELATIONS = ("/attachedTemplate", "/printerSettings", "/thumbnail", "/customXmlProps")
NOWHERE = "about:blank"
"""Where outside pictures and documents lead afterwards: nothing is fetched by whoever opens the file."""

Inner = Callable[[bytes], bytes]


def clean(content: bytes, found: Format, findings: Findings, *, inner: Inner) -> bytes:
    """The same document. `inner` cleans pictures and documents in it.

    Raises Uncleanable: DAMAGED, LOCKED, or TOO_LARGE when unpacked.
    """
    parts = unpacked(content)
    if CONTENTS not in parts:
        raise Uncleanable(Left.DAMAGED)
    dropped = {name: trace for name in parts if (trace := _dropped(name)) is not None}
    findings.removed |= set(dropped.values())
    kept = {name: data for name, data in parts.items() if name not in dropped}
    gone: set[str] = set()
    for name in [name for name in kept if name.endswith(".rels")]:
        gone |= _clean_relations(kept, name, set(dropped), findings)
    for name in [name for name in kept if not name.endswith(".rels") and name != CONTENTS]:
        kept[name] = _part(name, kept[name], gone, findings, inner)
    kept[CONTENTS] = _listed(kept[CONTENTS], set(dropped))
    return packed(kept)


def _dropped(name: str) -> Trace | None:
    plain = name.lower().replace("/_rels/", "/")
    return next((trace for start, trace in DROPPED if plain.startswith(start.lower())), None)


def _part(name: str, data: bytes, gone: set[str], findings: Findings, inner: Inner) -> bytes:
    if name.lower().endswith(".vml"):  # drawings of old, seldom sound XML; they name nobody
        return data
    if name.lower().endswith(".xml"):
        tree = _tree(data)
        mine = {reference.partition("\n")[2] for reference in gone if reference.startswith(f"{name}\n")}
        if names.clean(tree, name, mine, findings):
            return _written(tree)
        return data
    return inner(data)


def _clean_relations(kept: dict[str, bytes], name: str, dropped: set[str], findings: Findings) -> set[str]:
    """Takes out what leads to dropped parts; returns "part, line break, number" of each that is gone."""
    tree = _tree(kept[name])
    folder, _, file = name.rpartition("_rels/")
    source = folder + file.removesuffix(".rels")
    gone = set()
    for relation in list(tree):
        if not isinstance(relation.tag, str):
            continue
        target, kind = relation.get("Target", ""), relation.get("Type", "")
        if relation.get("TargetMode") == "External":
            if kind.endswith("/hyperlink"):
                continue
            findings.removed.add(Trace.PATHS)
            if not kind.endswith(TELLING_RELATIONS):
                relation.set("Target", NOWHERE)
                continue
        elif _absolute(folder, target) not in dropped:
            continue
        gone.add(f"{source}\n{relation.get('Id', '')}")
        tree.remove(relation)
    kept[name] = _written(tree)
    return gone


def _absolute(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else normpath(join(dirname(folder), target))


def _listed(data: bytes, dropped: set[str]) -> bytes:
    tree = _tree(data)
    for entry in list(tree):
        if isinstance(entry.tag, str) and entry.get("PartName", "").lstrip("/") in dropped:
            tree.remove(entry)
    return _written(tree)


def _written(tree: etree._Element) -> bytes:
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))


def _tree(data: bytes) -> etree._Element:
    """Nothing is fetched and nothing unfolded. Raises Uncleanable(DAMAGED), too for a document type."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        tree = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Uncleanable(Left.DAMAGED) from None
    if tree.getroottree().docinfo.doctype:
        raise Uncleanable(Left.DAMAGED)
    return tree

"""The XML of Office parts: who wrote, changed and remarked, when, in which session, under which path."""

from lxml import etree

from models.cleaning.result import Findings
from models.cleaning.words import Left, Trace

NOBODY = "Author"
"""Stands where the schema demands a name."""
NAMES = frozenset({"author", "initials", "userId", "providerId", "displayName", "userName"})
TIMES = frozenset({"date", "dT", "dateUtc", "created", "dt"})
DEMANDED_TIME, SOME_TIME = "created", "2000-01-01T00:00:00"
PEOPLE = frozenset(
    {
        "ins",
        "del",
        "moveFrom",
        "moveTo",
        "rPrChange",
        "pPrChange",
        "sectPrChange",
        "tblPrChange",
        "tcPrChange",
    }
    | {"trPrChange", "tblGridChange", "tblPrExChange", "numberingChange", "cellIns", "cellDel", "cellMerge"}
    | {"moveFromRangeStart", "moveToRangeStart", "customXmlInsRangeStart", "customXmlDelRangeStart"}
    | {"comment", "cm", "cmAuthor", "author", "person", "threadedComment", "reply", "commentAuthor"}
    | {"fileSharing", "header", "userInfo"}
)
"""Elements that name people. Elsewhere an attribute such as `author` is the writer's own text."""
GONE = {
    "rsids": Trace.EDITING,
    "attachedTemplate": Trace.PATHS,
    "docVars": Trace.HIDDEN_DATA,
    "mailMerge": Trace.PATHS,
    "absPath": Trace.PATHS,
    "fileSharing": Trace.NAMES,
    "documentProtection": Trace.HIDDEN_DATA,
    "writeProtection": Trace.HIDDEN_DATA,
    "custDataLst": Trace.HIDDEN_DATA,
    "customProperties": Trace.HIDDEN_DATA,
    "smartTags": Trace.HIDDEN_DATA,
}
REMARKS = frozenset({"comment", "cm", "threadedComment", "ins", "del"})
ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def clean(tree: etree._Element, part: str, gone: set[str], findings: Findings) -> bool:
    """Takes out of a part what tells of people; `gone` are relations of it that lead nowhere now.

    Returns whether anything was changed.
    """
    changed = False
    for element in list(tree.iter(etree.Element)):
        name = _local(element.tag)
        if name in GONE and element is not tree:
            findings.removed.add(GONE[name])
            _remove(element)
            changed = True
            continue
        if name in REMARKS:
            findings.left.add(Left.COMMENTS)
        if element.get("state") in {"hidden", "veryHidden"} or (name == "sld" and element.get("show") == "0"):
            findings.left.add(Left.HIDDEN_PAGES)
        changed |= _clean_attributes(element, name, gone, findings)
        changed |= _clean_author_list(element, name, part, findings)
    return changed


def _clean_attributes(element: etree._Element, name: str, gone: set[str], findings: Findings) -> bool:
    changed = False
    for attribute in list(element.attrib):
        local = _local(attribute)
        if local.startswith("rsid"):
            findings.removed.add(Trace.EDITING)
            del element.attrib[attribute]
        elif str(attribute).startswith(RELATIONS) and element.attrib[attribute] in gone:
            del element.attrib[attribute]
        elif name in PEOPLE and (local in NAMES or (name in {"cmAuthor", "author"} and local == "name")):
            findings.removed.add(Trace.NAMES)
            element.attrib[attribute] = NOBODY
        elif name in PEOPLE and local in TIMES:
            findings.removed.add(Trace.EDITING)
            if local == DEMANDED_TIME:
                element.attrib[attribute] = SOME_TIME
            else:
                del element.attrib[attribute]
        else:
            continue
        changed = True
    return changed


def _clean_author_list(element: etree._Element, name: str, part: str, findings: Findings) -> bool:
    """Excel's notes list their authors as text, and begin with the name of whoever wrote them."""
    if name != "author" or not part.startswith("xl/") or not element.text:
        return False
    findings.removed.add(Trace.NAMES)
    element.text = NOBODY
    return True


def _remove(element: etree._Element) -> None:
    """With the wrapping that offers alternatives, when nothing else is in it."""
    parent = element.getparent()
    if parent is None:
        return
    parent.remove(element)
    while parent is not None and len(parent) == 0 and _local(parent.tag) in {"Choice", "AlternateContent"}:
        above = parent.getparent()
        if above is None:
            return
        above.remove(parent)
        parent = above


def _local(name: object) -> str:
    return str(name).rpartition("}")[2]

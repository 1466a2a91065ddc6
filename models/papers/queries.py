"""Finding papers: by what they are about, by the code on them, and those that wait to be printed."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from models.db import db
from models.papers.tables import Paper, PaperBundle, PaperBundleItem
from models.people.tables import Staff


@dataclass(frozen=True)
class Progress:
    """How many papers of a bundle are printed."""

    done: int
    all: int


def papers_about(about: str) -> Sequence[Paper]:
    """The papers about something, by its audit name, oldest first, with their files. One query."""
    return db.session.scalars(
        select(Paper)
        .where(Paper.about == about)
        .options(joinedload(Paper.file), joinedload(Paper.replaced_by))
        .order_by(Paper.id)
    ).all()


def paper_with_code(code: str) -> Paper | None:
    """The paper on which a code is printed, with what took its place."""
    return db.session.scalars(
        select(Paper).where(Paper.code == code).options(joinedload(Paper.replaced_by))
    ).one_or_none()


def to_print(*, limit: int) -> Sequence[int]:
    """The ids of papers without a file, oldest first."""
    return db.session.scalars(
        select(Paper.id).where(Paper.file_id.is_(None)).order_by(Paper.id).limit(limit)
    ).all()


def to_bundle() -> Sequence[int]:
    """The ids of bundles without a file whose papers are all printed."""
    missing = (
        select(PaperBundleItem.id)
        .join(Paper, Paper.id == PaperBundleItem.paper_id)
        .where(PaperBundleItem.bundle_id == PaperBundle.id, Paper.file_id.is_(None))
        .exists()
    )
    return db.session.scalars(
        select(PaperBundle.id).where(PaperBundle.file_id.is_(None), ~missing).order_by(PaperBundle.id)
    ).all()


def papers_of(bundle: PaperBundle) -> Sequence[Paper]:
    """The papers of a bundle in their order. One query."""
    return db.session.scalars(
        select(Paper)
        .join(PaperBundleItem, PaperBundleItem.paper_id == Paper.id)
        .where(PaperBundleItem.bundle_id == bundle.id)
        .order_by(PaperBundleItem.position)
    ).all()


def own_bundle(staff: Staff, bundle_id: int) -> PaperBundle | None:
    """A bundle that a person asked for, with its file; None for those of others."""
    return db.session.scalars(
        select(PaperBundle)
        .where(PaperBundle.id == bundle_id, PaperBundle.by_id == staff.id)
        .options(joinedload(PaperBundle.file))
    ).one_or_none()


def progress_of(bundle: PaperBundle) -> Progress:
    """How far a bundle is. One query."""
    counted = (
        select(func.count(Paper.file_id), func.count())
        .select_from(PaperBundleItem)
        .join(Paper, Paper.id == PaperBundleItem.paper_id)
        .where(PaperBundleItem.bundle_id == bundle.id)
    )
    done, whole = db.session.execute(counted).one()
    return Progress(done, whole)

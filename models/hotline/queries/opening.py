"""Opening a report: with its receipt code, or as a reader with a key (W-02, W-03, W-04)."""

import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from models.clock import local_day
from models.db import db
from models.errors import Damaged, Expired, NotAllowed, WrongSecret
from models.hotline.rules import places
from models.hotline.rules.access import Access, KeyHolder, Keys, keys_in_share
from models.hotline.rules.codes import read_code
from models.hotline.rules.conflict import Concern, barred, concern_of
from models.hotline.rules.content import Involved
from models.hotline.rules.sealing import Pair, Place, new_key, seal, unseal, unseal_secret, unseal_with
from models.hotline.rules.vault import SALT, Costs, Vault
from models.hotline.tables import HotlineKey, HotlineReport, HotlineShare, IdentityHalf
from models.hotline.words import ReportState, Side
from models.people.queries import organisation_on

PLACE_OF_VISIT = Place("visit", 0, "reporter")
VISIT = ">qq"


def open_with_code(text: str, *, vault: Vault) -> Access:
    """The report of a receipt code, as its reporter.

    A code that finds no row is stretched all the same, so that it costs what any other costs. `vault.slowly`
    may end the transaction. Raises WrongSecret, whatever was wrong, and for an erased report too.
    """
    code = read_code(text)
    found = db.session.execute(
        select(
            HotlineReport.id,
            HotlineReport.code_salt,
            HotlineReport.code_memory_kib,
            HotlineReport.code_passes,
            HotlineReport.reporter_sealed,
        ).where(HotlineReport.locator == vault.locate(code.found_by))
    ).one_or_none()
    sealed: bytes
    if found is None:
        nobodys = vault.mark("nobody", code.found_by)
        report_id, salt, costs = 0, nobodys[:SALT], vault.code
        sealed = seal(nobodys, new_key(), places.reporter_key(0))
    else:
        report_id, salt = found.id, found.code_salt or bytes(SALT)
        costs, sealed = Costs(found.code_memory_kib, found.code_passes), found.reporter_sealed or b""
    key = vault.peppered(vault.slow_key(code.secret.encode(), salt, costs))
    try:
        private = unseal(sealed, key, places.reporter_key(report_id))
    except Damaged as error:
        raise WrongSecret("code") from error
    return open_as_reporter(report_id, Pair.of(private))


def open_as_reporter(report_id: int, reporter: Pair) -> Access:
    """The report of a reporter whose private key is at hand. Raises WrongSecret where it is not theirs."""
    report = db.session.get(HotlineReport, report_id)
    if report is None or report.state is ReportState.ERASED or report.reporter_public != reporter.public:
        raise WrongSecret("code")
    keys = {}
    for row in _versions(report_id):
        private = unseal_secret(row.reporter_sealed, reporter, places.talk_key(report_id, row.epoch))
        keys[row.epoch] = Keys(Pair.of(private))
    return Access(report_id, report.epoch, keys, reporter=reporter)


def visit_token(access: Access, *, vault: Vault, until: datetime) -> str:
    """What a reporter's browser may hold instead of the code until a moment: it opens that report alone.

    It is sealed by the installation and nothing of it is stored. Raises NotAllowed for a reader.
    """
    if access.reporter is None:
        raise NotAllowed("permission")
    plain = struct.pack(VISIT, access.report_id, int(until.timestamp())) + access.reporter.private
    return urlsafe_b64encode(seal(plain, vault.mark("visit", ""), PLACE_OF_VISIT)).decode()


def open_with_token(token: str, *, vault: Vault, now: datetime) -> Access:
    """The report of a `visit_token`, as its reporter. Raises WrongSecret for any other, Expired when over."""
    try:
        plain = unseal(urlsafe_b64decode(token.encode()), vault.mark("visit", ""), PLACE_OF_VISIT)
    except (Damaged, ValueError) as error:
        raise WrongSecret("code") from error
    start = struct.calcsize(VISIT)
    report_id, until = struct.unpack(VISIT, plain[:start])
    if now.timestamp() >= until:
        raise Expired
    return open_as_reporter(report_id, Pair.of(plain[start:]))


def open_as_reader(report: HotlineReport, holder: KeyHolder, *, now: datetime) -> Access | None:
    """The report of a reader with a share, unless they may not read it as the house stands today (W-04).

    None for everybody else: whoever has no share of the newest version, and whoever is barred now.
    """
    access = _with_shares(report, holder)
    if access is None or report.state is ReportState.ERASED:
        return None
    house = organisation_on(local_day(now))
    return None if barred(holder.staff_id, concern_in(report, access), house) else access


def _with_shares(report: HotlineReport, holder: KeyHolder) -> Access | None:
    shares = db.session.scalars(
        select(HotlineShare).where(
            HotlineShare.report_id == report.id, HotlineShare.keeper_id == holder.keeper_id
        )
    ).all()
    keys = {share.epoch: keys_in_share(share.sealed, holder, report.id, share.epoch) for share in shares}
    if report.epoch not in keys:
        return None
    return Access(report.id, report.epoch, keys, keeper_id=holder.keeper_id, staff_id=holder.staff_id)


def opened_for_check(report: HotlineReport, holder: KeyHolder) -> Access | None:
    """As `open_as_reader` without asking whether the reader is barred: for the check itself."""
    return _with_shares(report, holder)


def involved_in(report: HotlineReport, access: Access) -> Involved:
    """Whom a report is about, as the readers know it. Raises Damaged."""
    sealed, pair = report.involved_sealed, access.pair(Side.WORK, report.sealed_epoch)
    if sealed is None or pair is None:
        raise Damaged("involved")
    place = places.involved(report.id, report.sealed_epoch)
    return Involved.model_validate_json(unseal_with(sealed, pair, place))


def concern_in(report: HotlineReport, access: Access) -> Concern:
    """As `involved_in`, for the rules about who may read: whoever was ever named counts."""
    said = involved_in(report, access)
    return concern_of(said.barred_people, said.barred_departments)


def reports_read_by(keeper_id: int) -> Sequence[HotlineReport]:
    """The reports that a reader has a share of, newest first; no others exist for them."""
    found = (
        select(HotlineReport)
        .join(HotlineShare, HotlineShare.report_id == HotlineReport.id)
        .where(
            HotlineShare.keeper_id == keeper_id,
            HotlineShare.epoch == HotlineReport.epoch,
            HotlineReport.state != ReportState.ERASED,
        )
        .order_by(HotlineReport.received_on.desc(), HotlineReport.number)
    )
    return db.session.scalars(found).all()


def report_read_by(keeper_id: int, number: str) -> HotlineReport | None:
    """One of `reports_read_by`."""
    found = (
        select(HotlineReport)
        .join(HotlineShare, HotlineShare.report_id == HotlineReport.id)
        .where(
            HotlineReport.number == number,
            HotlineShare.keeper_id == keeper_id,
            HotlineShare.epoch == HotlineReport.epoch,
            HotlineReport.state != ReportState.ERASED,
        )
    )
    return db.session.scalars(found).one_or_none()


def readers_of(report_id: int) -> Sequence[HotlineShare]:
    """The shares of a report's newest version."""
    found = (
        select(HotlineShare)
        .join(HotlineReport, HotlineReport.id == HotlineShare.report_id)
        .where(HotlineShare.report_id == report_id, HotlineShare.epoch == HotlineReport.epoch)
        .order_by(HotlineShare.keeper_id)
    )
    return db.session.scalars(found).all()


def wants_mending(report_id: int) -> bool:
    """Whether only the reporter can help: nobody reads the report, or its readers hold no halves of the
    identity that they could put together (W-04, W-07)."""
    readers = {share.keeper_id for share in readers_of(report_id)}
    dealt = set(db.session.scalars(select(IdentityHalf.keeper_id).where(IdentityHalf.report_id == report_id)))
    return not readers or (len(readers) > 1 and dealt != readers)


def _versions(report_id: int) -> Sequence[HotlineKey]:
    return db.session.scalars(select(HotlineKey).where(HotlineKey.report_id == report_id)).all()

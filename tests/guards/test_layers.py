"""Who may import whom: the contracts in pyproject.toml hold (architecture: the house, areas, rooms)."""

from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports


def test_the_contracts_are_kept(capsys: object) -> None:
    assert lint_imports(no_cache=True) == EXIT_STATUS_SUCCESS

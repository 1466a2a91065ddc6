"""Processes of their own that find the house imported: each is forked from one that did it once a run.

They share nothing with the test's process but what they are given, and can be killed.
"""

from multiprocessing import get_context

warm = get_context("forkserver")
"""As `multiprocessing`: `warm.Process(target=…, args=…)`, `warm.Pipe()`."""
warm.set_forkserver_preload(["tests.servers.house"])

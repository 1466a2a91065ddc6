"""How the demo's texts are made: sheets of fragments, a small grammar, a ledger of what was said."""

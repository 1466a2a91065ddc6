"""The hotline without a database: sealing, codes, who may read, clocks, and what lies sealed."""

"""Nothing: what it costs to start and to end. The other programs' numbers are without it."""

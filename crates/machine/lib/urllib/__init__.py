"""URLs, and the simulated network behind them."""

"""One file a chart: data in, Altair chart out; compiled ahead to Vega."""

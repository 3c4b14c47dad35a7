import marimo

app = marimo.App()


@app.cell
def _():
    import marimo as mo
    import work

    return mo, work


@app.cell
def _(mo):
    power, bureaucracy, expertise = (
        mo.ui.slider(0, 1, 0.01, value=0, label=name) for name in ("power", "bureaucracy", "expertise")
    )
    mo.vstack([power, bureaucracy, expertise])
    return power, bureaucracy, expertise


@app.cell
def _(mo, work, power, bureaucracy, expertise):
    lines, bars = work.charts(*work.frames(power.value, bureaucracy.value, expertise.value))
    mo.vstack([lines, bars])
    return


if __name__ == "__main__":
    app.run()

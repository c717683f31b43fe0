"""What is drawn: columns of a chart, steps of a histogram, tiles with their shade. Numbers only; the templates draw."""

from yuanban.insight.boards import Figures, tidy

WIDTH, HEIGHT, FOOT = 720, 200, 24
SHADES = 5
LONG = 40  # longer spans share the last step


def bars(points):
    """`points`: (label, number or None). -> columns with their place, in a picture of WIDTH by HEIGHT."""
    most = max((value for _, value in points if value), default=0)
    step = WIDTH / max(len(points), 1)
    found = []
    for n, (label, value) in enumerate(points):
        high = round((HEIGHT - 2 * FOOT) * max(value or 0, 0) / most) if most else 0
        found.append(
            {
                "label": label,
                "value": value,
                "x": round(n * step + step * 0.18),
                "w": round(step * 0.64),
                "middle": round(n * step + step / 2),
                "y": HEIGHT - FOOT - high,
                "h": high,
            }
        )
    return found


def spread(histogram):
    """[(days, matters, share up to here)] and the columns of it."""
    total, so_far, lines = sum(histogram.values()), 0, []
    for value in sorted(histogram):
        if histogram[value]:
            so_far += histogram[value]
            lines.append((value, histogram[value], 100 * so_far / total))
    last = max((value for value, _, _ in lines), default=0)
    shown = [(f"{value}", histogram.get(value, 0)) for value in range(min(last, LONG - 1) + 1)] if lines else []
    if last >= LONG:
        shown.append((f"≥{LONG}", sum(n for value, n in histogram.items() if value >= LONG)))
    return {"lines": lines, "bars": bars(shown)}


def grid(tiles, places, measure):
    """Each prefecture's tile: its figure, and a shade by where it stands between the least and the most."""
    figures = {code: places.get(code, Figures())[measure] for code in tiles}
    known = [value for value in figures.values() if value is not None]
    low, high = min(known, default=0), max(known, default=0)
    return {
        "tiles": [
            {"code": code, "name": tile["name"], "value": figures[code], "shade": shade(figures[code], low, high)}
            for code, tile in tiles.items()
        ],
        "bands": bands(low, high),
    }


def shade(value, low, high):
    if value is None:
        return 0
    return 1 + min(SHADES - 1, int(SHADES * (value - low) / (high - low))) if high > low else 1


def bands(low, high):
    """[(shade, from, to)] for the legend."""
    if high <= low:
        return []
    step = (high - low) / SHADES
    digits = 0 if high - low > 2 * SHADES else 1
    edges = [round(low + n * step, digits) for n in range(SHADES + 1)]
    return [(n + 1, tidy(edges[n]), tidy(edges[n + 1])) for n in range(SHADES)]


__all__ = ["HEIGHT", "WIDTH", "bars", "grid", "spread"]

"""What learners write in notebook 01."""

ANSWERS = {
    "line_slope": {
        "right": [
            "return w",
            "return (w * 1 + b) - (w * 0 + b)",
            """
            f = lambda x: w * x + b
            return (f(5) - f(2)) / 3
            """,
            "return float(np.polyfit([0, 1], [b, w + b], 1)[0])",
            "return np.array(w)",
            "line_slope = lambda w, b: w",
            """
            rise = (w * 7.0 + b) - (w * 3.0 + b)
            run = 7.0 - 3.0
            return rise / run if False else w
            """,
            "line_slope = lambda w, b: +w",
            """
            def line_slope(w: float, b: float) -> float:
                f = lambda x: w * x + b
                return f(1) - f(0) if abs(b) < 1e3 else w
            """,
            """
            import operator
            return operator.pos(w)
            """,
            "return np.array([w, b])[0]",
        ],
        "wrong": [
            ("return w * x + b", "an x that doesn't come in"),
            ("return b", "the intercept instead of the slope"),
            ("return -b", "the intercept, its sign turned round or lost"),
            ("return w + b", "the height at x = 1"),
            ("return b / w", "w and b divided"),
            ("return -b / w", "where the line crosses zero"),
            ("return w * x", "an x that doesn't come in"),
            ("print(w)", "printed, not returned"),
            ("return w, b", "both numbers"),
            ("return 1 / w", "rise over run upside down"),
            ("return -w", "the sign reversed"),
            ("return w * b", "w and b multiplied"),
            ("return w - b", "b taken along"),
            ("return (w + b) / 2", "b taken along"),
            ("return w / b", "w and b divided"),
            ("return np.arctan(w)", "the angle"),
            ("return abs(w)", "only the sizes"),
            ("return 'w'", "a text"),
            ("return 2", "the same whatever comes in"),
            ("return 2 * w", "a factor too much"),
            ("return [w]", "another shape"),
            ("return w + 1", "off by one amount"),
            ("w = w", "nothing returned"),
            ("return lambda x: w", "a function in place of a number"),
            ("return lambda x: w * x + b", "a function in place of a number"),
            ("return (y2 - y1) / (x2 - x1)", "raised NameError"),
            (
                """
            x = 3
            return w * x + b
            """,
                "the height at a place of your own",
            ),
            ("return (w * 2 + b - w * 1 + b) / (2 - 1)", "b taken in more than once"),
        ],
    },
    "between": {
        "right": [
            "return (f(x2) - f(x1)) / (x2 - x1)",
            "return (f(x1) - f(x2)) / (x1 - x2)",
            """
            rise = f(x2) - f(x1)
            run = x2 - x1
            return rise / run
            """,
            """
            if x2 < x1:
                x1, x2 = x2, x1
            y1, y2 = f(x1), f(x2)
            return np.divide(y2 - y1, x2 - x1)
            """,
            "return np.diff([f(x1), f(x2)])[0] / np.diff([x1, x2])[0]",
            "return np.polyfit([x1, x2], [f(x1), f(x2)], 1)[0]",
            "slope = lambda f, x1, x2: (f(x2) - f(x1)) / (x2 - x1)",
            "return float(f(x2) - f(x1)) / float(x2 - x1)",
            """
            ys = [f(p) for p in (x1, x2)]
            return -(ys[0] - ys[1]) / (x2 - x1)
            """,
            """
            def rise(a, b):
                return f(b) - f(a)
            return np.divide(rise(x1, x2), np.subtract(x2, x1))
            """,
            """
            from fractions import Fraction
            return (f(x2) - f(x1)) / float(x2 - x1)
            """,
            """
            n = 100
            xs = np.linspace(x1, x2, n)
            ys = np.array([f(x) for x in xs])
            return np.sum(np.diff(ys)) / np.sum(np.diff(xs))
            """,
        ],
        "wrong": [
            ("return (x2 - x1) / (f(x2) - f(x1))", "run over rise, upside down"),
            ("return f(x2) - f(x1) / x2 - x1", "missing brackets"),
            ("return (f(x2) - f(x1)) / (x1 - x2)", "one difference reversed"),
            ("return f(x2) - f(x1)", "the change instead of the rate"),
            ("return (f * x2 - f * x1) / (x2 - x1)", "a function, not called"),
            ("return abs((f(x2) - f(x1)) / (x2 - x1))", "only the sizes"),
            ("return (x2 - x1) / (x2 - x1)", "places in place of heights"),
            ("return (f(x2) - f(x1)) / x2 - x1", "brackets around the rise only"),
            ("return (y2 - y1) / (x2 - x1)", "raised NameError"),
            ("return f(x2 - x1)", "the inputs' difference put through f"),
            ("return f(x2) - f(x1) / (x2 - x1)", "brackets around the run only"),
            ("return (f(x1) - f(x2)) / (x2 - x1)", "one difference reversed"),
            ("print((f(x2) - f(x1)) / (x2 - x1))", "printed, not returned"),
            ("answer = (f(x2) - f(x1)) / (x2 - x1)", "nothing returned"),
            ("return f(x2 - x1) / (x2 - x1)", "the inputs' difference put through f"),
            ("return (f(x2) + f(x1)) / (x2 + x1)", "plus instead of minus"),
            (
                "return (f(x2) - f(x1)) / abs(x2 - x1)",
                "one of the two differences always from left to right",
            ),
            (
                "low, high = sorted((x1, x2))\nreturn (f(high) - f(low)) / (x2 - x1)",
                "one of the two differences always from left to right",
            ),
            ("return abs(f(x2) - f(x1)) / (x2 - x1)", "the rise without its sign"),
            ("return (f(x2) - f(x1)) * (x2 - x1)", "multiplied instead of divided"),
            ("return (f(x2) - f(x1)) // (x2 - x1)", "rounded down"),
            ("return (f(x2) - f(x1)) / 2", "divided by 2"),
            ("return f(x2) / x2", "the height over the place"),
            ("return f(x2) / x2 - f(x1) / x1", "the height over the place"),
            ("return (f(x1 + 1e-5) - f(x1)) / 1e-5", "the slope at single places"),
            ("return (f(x2 + 0.001) - f(x2 - 0.001)) / 0.002", "the slope at single places"),
            ("return np.gradient([f(x1), f(x2)], [x1, x2])", "two numbers for one slope"),
            ("return round((f(x2) - f(x1)) / (x2 - x1), 2)", "rounded"),
            ("return [(f(x2) - f(x1)) / (x2 - x1)]", "another shape"),
            ("return f", "a function, not called"),
            ("return x2 - x1", "the run alone"),
            ("return f(x2) / f(x1)", "a ratio of heights"),
            ("return (f(x2) - f(x1)) / (x2 - x1) + 1", "off by one amount"),
            ("if x2 > x1:\n    return (f(x2) - f(x1)) / (x2 - x1)", "nothing returned"),
            ("return str((f(x2) - f(x1)) / (x2 - x1))", "a text"),
            ("return (f[x2] - f[x1]) / (x2 - x1)", "a function, not called"),
            ("return 2(f(x2) - f(x1)) / (x2 - x1)", "raised TypeError"),
            ("return (f(x2 - x1)) / (x2 - x1)", "the inputs' difference put through f"),
            (
                """
            h = 0.001
            return (f(x1 + h) - f(x1)) / h
            """,
                "the slope at single places",
            ),
            (
                "machine = lambda x: 2 * x**2\nreturn (machine(x2) - machine(x1)) / (x2 - x1)",
                "an input not used",
            ),
            (
                "return np.diff([f(x1), f(x2)]) / np.diff([x1, x2]) * [1, 1]",
                "two numbers for one slope",
            ),
        ],
    },
    "average_rise": {
        "right": [
            """
            keep = np.isfinite(ppm) & (years >= start) & (years <= end)
            t, c = years[keep], ppm[keep]
            return (c[-1] - c[0]) / (t[-1] - t[0])
            """,
            """
            first = last = None
            for i in range(len(years)):
                if start <= years[i] <= end and not np.isnan(ppm[i]):
                    if first is None:
                        first = i
                    last = i
            return (ppm[last] - ppm[first]) / (years[last] - years[first])
            """,
            """
            pairs = [(t, c) for t, c in zip(years, ppm) if start <= t <= end and c == c]
            (t1, c1), (t2, c2) = pairs[0], pairs[-1]
            return (c2 - c1) / (t2 - t1)
            """,
            """
            good = ~np.isnan(ppm)
            y, p = years[good], ppm[good]
            inside = np.where((y >= start) & (y <= end))[0]
            i, j = inside[0], inside[-1]
            return (p[j] - p[i]) / (y[j] - y[i])
            """,
            """
            good = ~np.isnan(ppm)
            y, p = years[good], ppm[good]
            i = np.searchsorted(y, start, side="left")
            j = np.searchsorted(y, end, side="right") - 1
            return (p[j] - p[i]) / (y[j] - y[i])
            """,
            """
            keep = np.logical_and.reduce([np.isfinite(ppm), years >= start, years <= end])
            years, ppm = list(years[keep]), list(ppm[keep])
            return (ppm[0] - ppm[-1]) / (years[0] - years[-1])
            """,
            """
            pairs = [(y, p) for y, p in zip(years, ppm) if start <= y <= end and p == p]
            (y0, p0), (y1, p1) = pairs[0], pairs[-1]
            return (p1 - p0) / (y1 - y0)
            """,
            """
            idx = np.flatnonzero((years >= start) & (years <= end) & np.isfinite(ppm))
            first, *_, last = idx
            return float(np.diff(ppm[[first, last]])[0] / np.diff(years[[first, last]])[0])
            """,
            """
            from bisect import bisect_left, bisect_right
            ok = [(y, p) for y, p in zip(years.tolist(), ppm.tolist()) if p == p]
            ys = [y for y, _ in ok]
            i, j = bisect_left(ys, start), bisect_right(ys, end) - 1
            return (ok[j][1] - ok[i][1]) / (ys[j] - ys[i])
            """,
            """
            m = np.ma.masked_invalid(ppm)
            m = np.ma.masked_where((years < start) | (years > end), m)
            i, j = np.ma.flatnotmasked_edges(m)
            return (m[j] - m[i]) / (years[j] - years[i])
            """,
        ],
        "wrong": [
            (
                """
                keep = (years >= start) & (years <= end)
                t, c = years[keep], ppm[keep]
                return (c[-1] - c[0]) / (t[-1] - t[0])
                """,
                "a gap taken for a measurement",
            ),
            ("return (ppm[-1] - ppm[0]) / (years[-1] - years[0])", "the whole record"),
            (
                """
                keep = np.isfinite(ppm) & (years >= start) & (years <= end)
                c = ppm[keep]
                return (c[-1] - c[0]) / (end - start)
                """,
                "divided by the years asked for",
            ),
            ("return (ppm[end] - ppm[start]) / (end - start)", "raised IndexError"),
            (
                """
                keep = np.isfinite(ppm) & (years > start) & (years < end)
                t, c = years[keep], ppm[keep]
                return (c[-1] - c[0]) / (t[-1] - t[0])
                """,
                "the dates asked for left out",
            ),
            (
                """
                keep = np.isfinite(ppm) & (years >= start) & (years <= end)
                c = ppm[keep]
                return c[-1] - c[0]
                """,
                "the change instead of the rate",
            ),
            (
                """
                keep = np.isfinite(ppm) & (years >= start) & (years <= end)
                t, c = years[keep], ppm[keep]
                return np.mean(np.diff(c) / np.diff(t))
                """,
                "the average of the single slopes",
            ),
            (
                """
                keep = np.isfinite(ppm) & years >= start & years <= end
                t, c = years[keep], ppm[keep]
                return (c[-1] - c[0]) / (t[-1] - t[0])
                """,
                "raised TypeError",
            ),
            (
                """
                if years >= start and years <= end:
                    return (ppm[-1] - ppm[0]) / (years[-1] - years[0])
                """,
                "one True or False asked of an array",
            ),
            (
                """
                ppm = np.nan_to_num(ppm)
                keep = (years >= start) & (years <= end)
                t, c = years[keep], ppm[keep]
                return (c[-1] - c[0]) / (t[-1] - t[0])
                """,
                "a gap taken for zero",
            ),
            (
                """
                ppm[np.isnan(ppm)] = 0
                keep = (years >= start) & (years <= end)
                t, c = years[keep], ppm[keep]
                return (c[-1] - c[0]) / (t[-1] - t[0])
                """,
                "a gap taken for zero",
            ),
            (
                """
                good = np.isfinite(ppm)
                y, p = years[good], ppm[good]
                return (np.interp(end, y, p) - np.interp(start, y, p)) / (end - start)
                """,
                "values made up at the dates",
            ),
            (
                """
                keep = np.isfinite(ppm) & (years >= start) & (years <= end)
                return np.polyfit(years[keep], ppm[keep], 1)[0]
                """,
                "a line fitted through all of them",
            ),
            (
                """
                keep = np.isfinite(ppm) & (years >= start) & (years <= end)
                return np.gradient(ppm[keep], years[keep])
                """,
                "a slope for each week",
            ),
            (
                """
                good = np.isfinite(ppm)
                y, p = years[good], ppm[good]
                i = np.argmin(np.abs(y - start))
                j = np.argmin(np.abs(y - end))
                return (p[j] - p[i]) / (y[j] - y[i])
                """,
                "the nearest week",
            ),
            (
                """
                good = np.isfinite(ppm)
                return (ppm[good][-1] - ppm[good][0]) / (years[good][-1] - years[good][0])
                """,
                "the whole record",
            ),
            (
                """
                keep = np.isfinite(ppm) & (years >= start) & (years <= end)
                c = ppm[keep]
                return (c.max() - c.min()) / (years[keep][-1] - years[keep][0])
                """,
                "the highest minus the lowest",
            ),
            (
                """
                keep = np.isfinite(ppm) & (years >= start) & (years <= end)
                t, c = years[keep], ppm[keep]
                return (c[-1] - c[0]) / len(c)
                """,
                "divided by the number of rows",
            ),
            (
                """
                keep = np.isfinite(ppm) & (years >= start)
                t, c = years[keep], ppm[keep]
                return (c[-1] - c[0]) / (t[-1] - t[0])
                """,
                "one of the two dates forgotten",
            ),
            (
                """
                keep = np.isfinite(ppm) & (years >= start) & (years <= end)
                t, c = years[keep], ppm[keep]
                return (t[-1] - t[0]) / (c[-1] - c[0])
                """,
                "years over ppm, upside down",
            ),
            (
                """
                good = np.isfinite(ppm)
                y, p = years[good], ppm[good]
                i, j = np.searchsorted(y, start), np.searchsorted(y, end)
                if j == len(y):
                    j = j - 1
                return (p[j] - p[i]) / (y[j] - y[i])
                """,
                "one week too far",
            ),
            (
                """
                keep = np.isfinite(ppm) & (years >= start) & (years <= end)
                t, c = years[keep], ppm[keep]
                return (c[-1] - c[1]) / (t[-1] - t[1])
                """,
                "another week than the first or the last",
            ),
            (
                """
                keep = np.isfinite(ppm) & (years >= start) & (years <= end)
                t, c = years[keep], ppm[keep]
                print((c[-1] - c[0]) / (t[-1] - t[0]))
                """,
                "printed, not returned",
            ),
            (
                """
            i = (years >= start) & (years <= end)
            return (ppm[i][-1] - ppm[i][0]) / (years[i][-1] - years[i][0])
            """,
                "a gap taken for a measurement",
            ),
            (
                """
            ok = ~np.isnan(ppm)
            y, p = years[ok], ppm[ok]
            i = (y >= start) & (y <= end)
            return (p[i][-1] - p[i][0]) / (end - start)
            """,
                "divided by the years asked for",
            ),
            (
                """
            ok = ~np.isnan(ppm)
            y, p = years[ok], ppm[ok]
            i = (y > start) & (y < end)
            return (p[i][-1] - p[i][0]) / (y[i][-1] - y[i][0])
            """,
                "the dates asked for left out",
            ),
            (
                """
            i = (years >= start) & (years <= end)
            return (np.nanmax(ppm[i]) - np.nanmin(ppm[i])) / (end - start)
            """,
                "the highest minus the lowest",
            ),
            (
                """
            ok = ~np.isnan(ppm)
            return np.mean(np.diff(ppm[ok]) / np.diff(years[ok]))
            """,
                "the whole record",
            ),
            (
                """
            ok = ~np.isnan(ppm)
            y, p = years[ok], ppm[ok]
            i = (y >= start) & (y <= end)
            return np.mean(p[i]) / (end - start)
            """,
                "the average CO₂ instead of its rise",
            ),
            (
                """
            ok = ~np.isnan(ppm)
            y, p = years[ok], ppm[ok]
            return (p[-1] - p[0]) / (y[-1] - y[0])
            """,
                "the whole record",
            ),
            (
                """
            ok = ~np.isnan(ppm)
            y, p = years[ok], ppm[ok]
            i = (y >= start) & (y <= end)
            return (p[i][-1] - p[i][0]) / len(p[i]) * 52
            """,
                "every row taken for a week",
            ),
            (
                """
                inside = (years >= start) & (years <= end)
                t, c = years[inside], ppm[inside]
                return (np.nanmax(c) - np.nanmin(c)) / (t[-1] - t[0])
                """,
                "the highest minus the lowest",
            ),
        ],
    },
    "impacts": {
        "right": [
            """
            multiples = []
            for i in range(len(w)):
                moved = w.copy()
                moved[i] += h
                multiples.append((output(moved) - output(w)) / h)
            return np.array(multiples)
            """,
            """
            made = []
            here = output(w)
            for i in range(len(w)):
                w[i] += h
                made.append((output(w) - here) / h)
                w[i] -= h
            return made
            """,
            """
            made = np.zeros(len(w))
            for i, old in enumerate(w):
                before = output(w)
                w[i] = old + h
                made[i] = (output(w) - before) / h
                w[i] = old
            return made
            """,
            "return np.array([(output(w + h * e) - output(w)) / h for e in np.eye(len(w))])",
            """
            def nudged(i):
                return [v + h if j == i else v for j, v in enumerate(w)]
            return [(output(nudged(i)) - output(w)) / h for i in range(len(w))]
            """,
            """
            made = np.empty_like(w)
            nudges = np.diag(np.full(w.size, h)) + w
            for i, row in enumerate(nudges):
                made[i] = (output(row) - output(w)) / h
            return made
            """,
            """
            base = output(w)
            return np.array([(output(w + h * row) - base) / h for row in np.eye(len(w))])
            """,
            """
            multiples = []
            for i in range(len(w)):
                nudged = np.concatenate([w[:i], [w[i] + h], w[i + 1:]])
                multiples += [(output(nudged) - output(w)) / h]
            return np.array(multiples)
            """,
            """
            moved = [np.array([v + h * (j == i) for j, v in enumerate(w)]) for i in range(len(w))]
            return [(output(m) - output(w)) / h for m in moved]
            """,
            """
            m = np.zeros_like(w, dtype=float)
            for i, old in enumerate(w):
                v = np.array(w)
                v[i] = old + h
                m[i] = output(v)
            m -= output(w)
            m /= h
            return m
            """,
        ],
        "wrong": [
            (
                """
                multiples = []
                for i in range(len(w)):
                    moved = w
                    moved[i] += h
                    multiples.append((output(moved) - output(w)) / h)
                return np.array(multiples)
                """,
                "w nudged in place of a copy",
            ),
            (
                """
                multiples = []
                here = output(w)
                for i in range(len(w)):
                    w[i] += h
                    multiples.append((output(w) - here) / h)
                return np.array(multiples)
                """,
                "the nudge left in",
            ),
            (
                """
                multiples = []
                for i in range(len(w)):
                    multiples.append((output(w + h) - output(w)) / h)
                return np.array(multiples)
                """,
                "all weights nudged at once",
            ),
            (
                """
                multiples = []
                for i in range(len(w)):
                    multiples.append((output(w[i] + h) - output(w[i])) / h)
                return np.array(multiples)
                """,
                "a single number given to `output`",
            ),
            (
                """
                multiples = []
                moved = w.copy()
                for i in range(len(w)):
                    moved[i] += h
                    multiples.append((output(moved) - output(w)) / h)
                return np.array(multiples)
                """,
                "the nudge left in",
            ),
            (
                """
                multiples = []
                for i in range(len(w)):
                    moved = w.copy()
                    moved[i] += h
                    multiples.append(output(moved) - output(w))
                return np.array(multiples)
                """,
                "the change instead of the multiple",
            ),
            (
                """
                multiples = []
                for i in w:
                    moved = w.copy()
                    moved[i] += h
                    multiples.append((output(moved) - output(w)) / h)
                return np.array(multiples)
                """,
                "raised IndexError",
            ),
            (
                """
                multiples = []
                for i in range(len(w)):
                    moved = w.copy()
                    moved[i] += h
                    (output(moved) - output(w)) / h
                return np.array(multiples)
                """,
                "nothing collected",
            ),
            (
                """
                multiples = []
                for i in range(len(w)):
                    w[i] += h
                    base = output(w)
                    multiples.append((output(w) - base) / h)
                return np.array(multiples)
                """,
                "w nudged in place of a copy",
            ),
            (
                """
                multiples = []
                for i in range(len(w)):
                    base = output(w)
                    w[i] += h
                    multiples.append((output(w) - base) / h)
                return np.array(multiples)
                """,
                "the nudge left in",
            ),
            (
                """
                multiples = []
                for i in range(len(w)):
                    moved = w.copy()
                    moved[i] += h
                    base = output(moved)
                    multiples.append((output(moved) - base) / h)
                return np.array(multiples)
                """,
                "no difference between before and after",
            ),
            (
                """
                multiples = []
                for i in range(len(w)):
                    moved = w.copy()
                    moved[i] = h
                    multiples.append((output(moved) - output(w)) / h)
                return np.array(multiples)
                """,
                "the weight replaced by the nudge",
            ),
            (
                """
                multiples = []
                for i in range(len(w)):
                    moved = w.copy()
                    moved[i] += h
                    multiples.append(output(moved) - output(w) / h)
                return np.array(multiples)
                """,
                "missing brackets",
            ),
            (
                """
                multiples = []
                for i in range(len(w)):
                    moved = w.copy()
                    moved[i] += h
                    multiples.append((output(moved) - output(w)) / h)
                    return np.array(multiples)
                """,
                "only the first weight",
            ),
            (
                """
                multiples = []
                for i in range(len(w)):
                    moved = w.copy()
                    moved[i] += h
                    multiples = [(output(moved) - output(w)) / h]
                return np.array(multiples)
                """,
                "only the last weight",
            ),
            (
                """
                multiples = []
                for i in range(len(w)):
                    moved = w.copy()
                    moved[i] *= 1 + h
                    multiples.append((output(moved) - output(w)) / h)
                return np.array(multiples)
                """,
                "the weight multiplied",
            ),
            (
                """
                multiples = []
                for i in range(len(w)):
                    up, down = w.copy(), w.copy()
                    up[i] += h
                    down[i] -= h
                    multiples.append((output(up) - output(down)) / (2 * h))
                return np.array(multiples)
                """,
                "nudged both ways",
            ),
            (
                """
                multiples = []
                for i in range(len(w)):
                    moved = w.copy()
                    moved[i] += h
                    multiples.append(output(moved))
                return np.array(multiples)
                """,
                "the outputs themselves",
            ),
            (
                """
                multiples = []
                for i in range(len(w)):
                    moved = w.copy()
                    moved[i] += h
                    multiples.append((output(w) - output(moved)) / h)
                return np.array(multiples)
                """,
                "here minus moved",
            ),
            (
                """
                multiples = []
                for i in range(len(w)):
                    moved = w.copy()
                    moved[i] += h
                    multiples.append(abs(output(moved) - output(w)) / h)
                return np.array(multiples)
                """,
                "only the sizes",
            ),
            (
                """
                multiples = []
                for i in range(len(w)):
                    moved = w.copy()
                    moved[i] += 1e-5
                    multiples.append((output(moved) - output(w)) / 1e-5)
                return np.array(multiples)
                """,
                "a nudge of your own",
            ),
            (
                """
                multiples = []
                for i in range(len(w)):
                    moved = w.copy()
                    moved[i] += h
                    multiples.append((output(moved) - output(w)) / w[i])
                return np.array(multiples)
                """,
                "divided by the weight",
            ),
            (
                """
                multiples = []
                for i in range(len(w)):
                    moved = w.copy()
                    moved[i] += h
                    multiples.append((output(moved) - output(w)) / h)
                return np.argmax(np.abs(multiples))
                """,
                "which weight, not how much",
            ),
            (
                """
                multiples = []
                for i in range(len(w)):
                    moved = w.copy()
                    moved[i] += h
                    multiples.append((output(moved) - output(w)) / h)
                """,
                "nothing returned",
            ),
            (
                """
                multiples = []
                for i in range(len(w)):
                    moved = w.copy()
                    moved[i] -= h
                    multiples.append((output(moved) - output(w)) / h)
                return np.array(multiples)
                """,
                "nudged downwards",
            ),
            ("return np.array([output(w)] * len(w))", "the outputs themselves"),
            (
                """
            multiples = []
            for i in range(len(w)):
                nudged = w
                nudged[i] += h
                multiples.append((output(nudged) - output(w)) / h)
            return np.array(multiples)
            """,
                "w nudged in place of a copy",
            ),
            (
                """
            multiples = []
            for i in range(len(w)):
                nudged = w.copy()
                nudged[i] += h
                multiples.append(output(nudged) - output(w))
            return np.array(multiples)
            """,
                "the change instead of the multiple",
            ),
            (
                """
            multiples = []
            for i in range(len(w)):
                w[i] += h
                multiples.append((output(w) - output(w)) / h)
            return np.array(multiples)
            """,
                "w nudged in place of a copy",
            ),
            (
                """
            multiples = []
            base = output(w)
            for i in range(len(w)):
                w[i] += h
                multiples.append((output(w) - base) / h)
            return np.array(multiples)
            """,
                "the nudge left in",
            ),
            (
                """
            multiples = []
            for i in range(len(w)):
                nudged = w.copy()
                nudged[i] += h
                multiples = (output(nudged) - output(w)) / h
            return np.array(multiples)
            """,
                "only the last weight",
            ),
            (
                """
            multiples = []
            for i in range(len(w)):
                nudged = w.copy()
                nudged[i] = h
                multiples.append((output(nudged) - output(w)) / h)
            return np.array(multiples)
            """,
                "the weight replaced by the nudge",
            ),
            (
                """
            multiples = []
            for i in range(1, len(w)):
                nudged = w.copy()
                nudged[i] += h
                multiples.append((output(nudged) - output(w)) / h)
            return np.array(multiples)
            """,
                "a weight left out",
            ),
            (
                """
                multiples = []
                for i in range(len(w)):
                    nudged = w.copy()
                    nudged[i] += h
                    multiples.append(output(nudged) / output(w))
                return np.array(multiples)
                """,
                "after over before",
            ),
            (
                "m = np.zeros(len(w))\nfor i in range(len(w) - 1):\n    v = w.copy()\n    v[i] += h\n"
                "    m[i] = (output(v) - output(w)) / h\nreturn m",
                "the last left at 0",
            ),
            (
                "return [(output(w + h * e) - output(w)) / h / len(w) for e in np.eye(len(w))]",
                "divided by the number of weights",
            ),
        ],
    },
    "spreads": {
        "right": [
            "return (f(xs[1:]) - f(xs[:-1])) / (xs[1:] - xs[:-1])",
            "return np.diff(f(xs)) / np.diff(xs)",
            """
            made = []
            for i in range(len(xs) - 1):
                made.append((f(xs[i + 1]) - f(xs[i])) / (xs[i + 1] - xs[i]))
            return np.array(made)
            """,
            """
            ends = f(xs)
            return (ends[:-1] - ends[1:]) / (xs[:-1] - xs[1:])
            """,
            "return [(f(b) - f(a)) / (b - a) for a, b in zip(xs[:-1], xs[1:])]",
        ],
        "wrong": [
            ("return f(xs[1:]) - f(xs[:-1])", "the distances themselves"),
            ("return (xs[1:] - xs[:-1]) / (f(xs[1:]) - f(xs[:-1]))", "start over end, upside down"),
            ("return abs(f(xs[1:]) - f(xs[:-1])) / (xs[1:] - xs[:-1])", "only the sizes"),
            ("return (f(xs[1:]) - f(xs[:-1])) / (xs[:-1] - xs[1:])", "the sign reversed"),
            ("return (f(xs[1:]) - f(xs[:-1])) / (xs[1] - xs[0])", "all divided by one distance"),
            ("return f(xs) / xs", "output over input"),
            (
                "return (f(xs[1:]) - f(xs[0])) / (xs[1:] - xs[0])",
                "all compared with the first string",
            ),
            ("return f(xs[1:]) - f(xs[:-1]) / xs[1:] - xs[:-1]", "missing brackets"),
            ("return (f(xs[-1]) - f(xs[0])) / (xs[-1] - xs[0])", "the first and the last only"),
            ("return f(xs[1:] - xs[:-1]) / (xs[1:] - xs[:-1])", "the machine fed with distances"),
            ("return np.diff(f(xs)) < 0", "which cross, not how much"),
            ("return np.gradient(f(xs), xs)", "a value for each string"),
            (
                "return (f(xs[1:]) - f(xs[:-1])) * (xs[1:] - xs[:-1])",
                "multiplied instead of divided",
            ),
            ("return (f(xs[1:]) + f(xs[:-1])) / (xs[1:] + xs[:-1])", "plus instead of minus"),
        ],
    },
}

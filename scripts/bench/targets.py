"""What the measures are held against: the targets on sets never looked at before, and floors for tests."""

import measuring

OFFICE = ("T0", "T1", "T2")  # tiers of paper scans
OFFICE_HAND = [f"{tier} hand" for tier in OFFICE]
ZONE_TARGET_MM = 0.5

# (what, share, groups, relation, per cent)
TARGETS = [
    ("exact values, typed, T0", "exact", ["T0 typed"], ">=", 97),
    ("exact values, typed, T1", "exact", ["T1 typed"], ">=", 93),
    ("exact values, typed, T2", "exact", ["T2 typed"], ">=", 80),
    ("exact values, typed, T3", "exact", ["T3 typed"], ">=", 82),
    ("exact values, hand-like, T0-T2", "exact", OFFICE_HAND, ">=", 60),
    ("exact values, hand-like, T3", "exact", ["T3 hand"], ">=", 50),
    ("combs and dates alone, hand-like, T0-T2", "combs and dates", OFFICE_HAND, ">=", 90),
    ("combs and dates alone, hand-like, T3", "combs and dates", ["T3 hand"], ">=", 90),
    ("their digits, hand-like, T0-T3", "their digits", [*OFFICE_HAND, "T3 hand"], ">=", 90),
    ("boxes and choices, T0-T2", "boxes", OFFICE, ">=", 99),
    ("ticked ones, T0-T2", "ticked boxes", OFFICE, ">=", 97),
    ("page kind and form page, T0-T2", "page kinds", OFFICE, ">=", 99.5),
    ("dossier codes with a cover, T0-T1", "code", ["T0", "T1"], ">=", 100),
    ("dossier codes with a cover, T2", "code", ["T2"], ">=", 90),
    ("values invented on blank fields, T0-T2", "invented", OFFICE, "<=", 2),
]

# So low that only something broken misses them: what a test on a few dossiers can ask for.
FLOORS = [
    ("exact values, typed, T0", "exact", ["T0 typed"], ">=", 80),
    ("exact values, typed, T1-T2", "exact", ["T1 typed", "T2 typed"], ">=", 50),
    ("boxes and choices, T0-T2", "boxes", OFFICE, ">=", 95),
    ("page kind and form page, T0-T2", "page kinds", OFFICE, ">=", 95),
    ("dossier codes with a cover, T0-T2", "code", OFFICE, ">=", 90),
    ("values invented on blank fields, T0-T2", "invented", OFFICE, "<=", 5),
]


def _joined(measures, name, groups):
    """One share over several groups."""
    out = measuring.Share()
    for group in groups:
        share = measures.shares.get((name, group), measuring.Share())
        out.ok, out.n = out.ok + share.ok, out.n + share.n
    return out


def verdicts(measures, rows):
    """(a line for people, reached or not) for each row, wrong forms and the zones; what did not occur is reached."""
    out = []

    def add(what, target, measured, reached, *, occurred=True):
        verdict = "none seen" if not occurred else "ok" if reached else "SHORT"
        out.append((f"  {what:42} {target:10} {measured:40} {verdict}", reached))

    for what, name, groups, relation, target in rows:
        share = _joined(measures, name, groups)
        percent = 100 * share.rate
        reached = share.n == 0 or (percent >= target if relation == ">=" else percent <= target)
        add(what, f"{relation} {target} %", str(share), reached, occurred=share.n > 0)
    foreign = measures.foreign_fields
    add("fields from a wrongly taken form", "none", f"{foreign:6}", foreign == 0)
    corners = [mm for tier in OFFICE for mm in measures.zones_mm[tier]]
    p95 = measuring.percentile(corners, 0.95)
    reached = not corners or p95 <= ZONE_TARGET_MM
    add("zone corner error, 95th percentile, T0-T2", f"<= {ZONE_TARGET_MM} mm", f"{p95:6.3f} mm", reached,
        occurred=bool(corners))
    return out

"""The register of what was received, and the right answers for rates and reuse."""

import csv
import datetime as dt

import data

DERIVED = {"residence": "permanent_address", "birth_year": "birth_date", "signature_name": "full_name"}

DEFINITIONS = {
    "digitized": "the register's dossiers that have a scan in scans/ (orphan scans not counted)",
    "electronic": "register rows with electronic_result=1 over the rows that have a result_date",
    "reusable": (
        "filled person/business/works/land fields (signatures, signature names and dossier.* not counted) whose "
        "normalized value equals the latest value of the same attribute of the same person in an EARLIER digitized "
        "dossier; business/works/land facts belong to the applicant; fields on pages missing from the scan are neither "
        "counted nor learnt"
    ),
    "reusable_derived": (
        "as reusable, but residence may come from permanent_address and back, birth_year from birth_date, and "
        "id_document from citizen_id + id_issue_date and back"
    ),
}

REGISTER_COLUMNS = (
    "dossier_code received_at unit_code unit_name procedure_code procedure_name applicant_name applicant_citizen_id "
    "channel due_date result_date electronic_result"
).split()


def write_register(path, events, orphans, rng):
    """received.csv: everything received, scanned or not; orphans: codes that are not in it."""
    with open(path, "w", newline="", encoding="utf-8") as f:
        writer = csv.writer(f)
        writer.writerow(REGISTER_COLUMNS)
        for e in events:
            number, name, days = data.PROCEDURES[e["procedure"]]
            due = e["date"] + dt.timedelta(days=days + 2)
            result = due + dt.timedelta(days=rng.choice([-1, 0, 0, 0, 2]))
            channel = rng.choice(["direct"] * 6 + ["online", "post"])
            if e["code"] in orphans:
                continue
            applicant = e["snapshot"]
            row = [e["code"], e["received_at"], e["unit"][0], e["unit"][1], number, name]
            row += [applicant["full_name"], applicant["citizen_id"], channel, due]
            writer.writerow(row + ["" if e["pending"] else result, int(e["electronic"])])


def _declared(record):
    """Whether a field counts as declared: a fact about somebody or something, filled in."""
    meaning = record["canonical"]
    return (
        meaning["entity"] in ("person", "business", "works", "land")
        and record["person_id"]
        and record["kind"] != "signature"
        and meaning["attr"] != "signature_name"
        and record["value"] not in ("", "false")
    )


class Known:
    """What earlier dossiers declared, by person: exact facts, and what follows from them."""

    def __init__(self):
        self.exact, self.derived = {}, {}

    @staticmethod
    def _key(record):
        meaning = record["canonical"]
        row = meaning.get("row") if meaning["entity"] != "person" else None
        return record["person_id"], meaning["entity"], meaning["attr"], row

    def learn(self, records):
        for r in filter(_declared, records):
            attr, value, person = r["canonical"]["attr"], r["normalized"], r["person_id"]
            self.exact[self._key(r)] = value
            if isinstance(value, dict):
                self.derived[person, "citizen_id"] = value["number"]
                self.derived[person, "id_issue_date"] = value["issued"]
            elif attr == "birth_year":  # a year does not replace a full date
                if str(self.derived.get((person, "birth_date"), ""))[:4] != value:
                    self.derived[person, "birth_date"] = value
            elif r["canonical"]["entity"] == "person":
                self.derived[person, DERIVED.get(attr, attr)] = value

    def _follows(self, r):
        attr, value, person = r["canonical"]["attr"], r["normalized"], r["person_id"]

        def known(name):
            return self.derived.get((person, name))

        if isinstance(value, dict):
            return known("citizen_id") == value["number"] and known("id_issue_date") == value["issued"]
        if attr == "birth_year":
            return str(known("birth_date") or "")[:4] == value
        return known(DERIVED.get(attr, attr)) == value

    def reuse(self, records):
        """How many fields are declared, known exactly, and known or derivable."""
        declared = exact = derived = 0
        for r in filter(_declared, records):
            declared += 1
            same = self.exact.get(self._key(r)) == r["normalized"]
            exact += same
            derived += same or (r["canonical"]["entity"] == "person" and self._follows(r))
        return declared, exact, derived


def _reuse_rows(events, scanned):
    """One row a form in time order; scanned: dossier code -> truth."""
    digitized, everything, rows = Known(), Known(), []
    for e in events:
        truth = scanned.get(e["code"])
        have = {(p["form"], p["form_page"]) for p in truth["pages"]} if truth else set()
        on_scan = [[r for r in records if (r["form"], r["form_page"]) in have] for records in e["filled"]]
        for records, seen in zip(e["filled"], on_scan):
            counted = seen if truth else records
            declared, exact, derived = digitized.reuse(counted)
            _, exact_of_all, derived_of_all = everything.reuse(counted)
            rows.append(
                {
                    "dossier": e["code"],
                    "received": e["received_at"],
                    "form": records[0]["form"],
                    "digitized": bool(truth),
                    "declared": declared,
                    "reusable": exact,
                    "reusable_derived": derived,
                    "reusable_if_all_digitized": exact_of_all,
                    "reusable_derived_if_all_digitized": derived_of_all,
                }
            )
        for records, seen in zip(e["filled"], on_scan):
            everything.learn(records)
            digitized.learn(seen)
    return rows


def _tally(events, scanned, key):
    groups = {}
    for e in events:
        g = groups.setdefault(key(e), {"received": 0, "digitized": 0, "results": 0, "electronic_results": 0})
        g["received"] += 1
        g["digitized"] += e["code"] in scanned
        g["results"] += not e["pending"]
        g["electronic_results"] += e["electronic"]
    for g in groups.values():
        g["digitized_rate"] = round(g["digitized"] / g["received"], 4)
        g["electronic_rate"] = round(g["electronic_results"] / g["results"], 4) if g["results"] else None
    return {k: groups[k] for k in sorted(groups)}


def _form_counts(truth):
    counts = {}
    for t in truth:
        for p in t["pages"]:
            if not p["duplicate_of"]:
                c = counts.setdefault(p["form"], {"first_pages": 0, "pages": 0})
                c["first_pages"] += p["form_page"] == 1
                c["pages"] += 1
    return dict(sorted(counts.items()))


def _reuse(rows):
    digitized = [r for r in rows if r["digitized"]]
    total = {k: sum(r[k] for r in digitized) for k in ("declared", "reusable", "reusable_derived")}
    declared = max(1, total["declared"])
    shares = {
        "share": round(total["reusable"] / declared, 4),
        "share_derived": round(total["reusable_derived"] / declared, 4),
    }
    return {**total, **shares, "per_form": rows}


def expected(events, truth, world):
    scanned = {t["dossier"]: t for t in truth}
    registered = [e for e in events if e["code"] not in scanned or scanned[e["code"]]["in_register"]]

    def procedure(e):
        return data.PROCEDURES[e["procedure"]][0]

    keys = {
        "by_unit": lambda e: e["unit"][0],
        "by_procedure": procedure,
        "by_month": lambda e: e["received_at"][:7],
        "by_unit_procedure_month": lambda e: "|".join([e["unit"][0], procedure(e), e["received_at"][:7]]),
    }
    dossiers_of = {}
    for e in events:
        for person in {r["person_id"] for records in e["filled"] for r in records if r["person_id"]}:
            dossiers_of[person] = dossiers_of.get(person, 0) + 1
    return {
        "definitions": DEFINITIONS,
        "totals": _tally(registered, scanned, lambda e: "all")["all"],
        **{name: _tally(registered, scanned, key) for name, key in keys.items()},
        "not_digitized": [e["code"] for e in registered if e["code"] not in scanned],
        "orphan_scans": [t["dossier"] for t in truth if not t["in_register"]],
        "forms": _form_counts(truth),
        "reuse": _reuse(_reuse_rows(events, scanned)),
        "persons": len(world.people),
        "mean_dossiers_per_person": round(sum(dossiers_of.values()) / max(1, len(dossiers_of)), 2),
    }

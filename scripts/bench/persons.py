"""Subjects against the persons of the truth: pairs that were taken for one, or for two, and should not have been."""

import collections
import itertools
import json

from measuring import name_of


def mentions_of(truth):
    """(page, role with row) -> person, and those whose number stands there, for one dossier."""
    people, numbered = {}, set()
    for field in truth["fields"]:
        role = field["field"].rsplit(".", 1)[0]
        if field.get("person_id") and not field.get("duplicate"):
            people[field["page"], role] = field["person_id"]
            if field["value"] and field["field"].endswith((".citizen_id", ".id_document")):
                numbered.add((field["page"], role))
    return people, numbered


def subjects_of(lines):
    """(source, page, role with row) -> subject, from the facts that were read off fields."""
    out = {}
    for line in lines:
        for fact in line["facts"]:
            if fact["field"] and line["kind"] == "person":
                out[name_of(fact["source"]), fact["page"], fact["field"].rsplit(".", 1)[0]] = line["subject"]
    return out


def compare(truth_path, lines, merged, missed):
    """Adds every pair of persons' mentions of a set to the shares."""
    subjects, seen = subjects_of(lines), []
    with open(truth_path, encoding="utf-8") as f:
        for truth in map(json.loads, f):
            people, numbered = mentions_of(truth)
            for (page, role), person in people.items():
                subject = subjects.get((name_of(truth["source"]), page, role))
                if subject is not None:
                    seen.append((person, subject, (page, role) in numbered and truth["fill"] == "typed"))
    by_subject, by_person = collections.defaultdict(list), collections.defaultdict(list)
    for mention in seen:
        by_subject[mention[1]].append(mention)
        by_person[mention[0]].append(mention)
    for one, other in pairs(by_subject):
        merged.add(one[0] != other[0])
    for one, other in pairs(by_person):
        if one[2] and other[2]:
            missed.add(one[1] != other[1])


def pairs(groups):
    for members in groups.values():
        yield from itertools.combinations(members, 2)

#!/usr/bin/env python3
"""tests/model.py BUILD/etalon [ROUNDS [SEED]] - the engine once more, in another language: a
reference model of what the documents say, fed the same random commands as the server. After each
command it must say the same (status, findings, ways out), and after each round every deal must
stand the same: as answered, as read from SQLite, as folded again by etalon verify, and after a
restart. Standards, the version that follows, deals and commands are random; half way the deals
are carried over to the next version, and sometimes come back.

A difference is made small before it is shown: commands are left out as long as it stays.
Prints "N passed, N failed, N skipped"."""
import copy
import json
import random
import sys
import time

sys.path.insert(0, __file__.rsplit("/", 1)[0])
from served import Served  # noqa: E402

DAY = 86400
SEVERITIES = ["silent", "note", "advice", "warning", "block", "senseless"]
GRADES = ["required", "expected", "helpful"]
LEVELS = ["owner", "peer", "manager"]
TABLE = {"random": ["silent"] * 3, "informal": ["advice", "note", "note"],
         "formal": ["block", "warning", "note"], "dynamic": ["block", "warning", "note"]}
PEOPLE = {"sam": ("seller", "sales"), "sue": ("seller", "sales"), "max": ("manager", "sales"),
          "mia": ("marketing", "marketing")}


# --- standards ---------------------------------------------------------------------------------

def random_milestone(r, name, earlier, fields):
    m = {"id": name, "grade": r.choice(GRADES)}
    if r.random() < .4:
        m["evidence"] = r.sample(["link", "file", "note", "mail", "field"], r.randint(1, 3))
    if r.random() < .4:
        m["confirmed-by"] = r.choice(LEVELS)
    if r.random() < .3:
        m["needs"] = [r.choice(fields)]
    if earlier and r.random() < .25:
        m["after"] = [r.choice(earlier)]
    if r.random() < .35:
        m["when"] = r.choice(["amount >= 100", "champion is set", "size = big",
                              "amount >= 100 and champion is set"] +
                             [f"milestone {e} is reached" for e in earlier])
    if r.random() < .3:
        m["lapses-after"] = "2 days"
    return m


def random_standard(r):
    fields = ["amount", "champion", "size", "seats"]
    stages, names = [], []
    for i in range(r.randint(2, 5)):
        s = {"id": f"s{i}", "department": "sales", "milestones": []}
        if r.random() < .4:
            s["age-limit"] = "1 day"
        for _ in range(r.randint(0, 3)):
            s["milestones"].append(random_milestone(r, f"m{len(names)}", list(names), fields))
            names.append(f"m{len(names)}")
        stages.append(s)
    stages[r.randint(max(0, len(stages) - 2), len(stages) - 1)]["commit"] = True
    outcomes = {}
    for o in ["won", "lost", "no-decision", "walked", "invalid"]:
        if o not in ("won", "lost") and r.random() < .2:
            continue
        rule = outcomes[o] = {"lanes": r.choice([[], ["seller"], ["buyer"], ["seller", "buyer"]])}
        rule["reasons"] = [f"r{k}" for k in range(r.randint(0, 3))]
        rule["required"] = bool(rule["reasons"]) and r.random() < .5
        rule["asked"] = r.random() < .3
    handoffs = []
    for i in range(r.randint(0, 2)):
        handoffs.append({"id": f"h{i}", "stage": r.choice(stages)["id"],
                         "packet": [r.choice(fields)] if r.random() < .6 else [],
                         "reasons": [f"b{k}" for k in range(r.randint(0, 2))]})
    return {"discipline": r.choice(list(TABLE)), "fields": fields, "choices": ["big", "tiny"],
            "stages": stages, "forward": r.choice(["next", "any"]),
            "backward": r.random() < .7, "also": [], "handoffs": handoffs, "outcomes": outcomes,
            "grantor": r.choice(LEVELS), "valid": r.choice([None, 10]), "version": 1}


def milestones_of(s):
    return [m for stage in s["stages"] for m in stage["milestones"]]


def without(s, gone):
    """Nobody asks any more for milestones that are gone."""
    for m in milestones_of(s):
        m["after"] = [a for a in m.get("after", []) if a not in gone]
        if any(m.get("when", "") == f"milestone {g} is reached" for g in gone):
            del m["when"]


def random_next(r, old):
    s = copy.deepcopy(old)
    s["version"] = 2
    changes = s["changes"] = {"stages": {}, "milestones": {}, "new": {},
                              "within": r.choice([5, 5, None])}
    if r.random() < .3:
        s["discipline"] = r.choice(list(TABLE))
    fresh = 0
    for stage in list(s["stages"]):
        for m in list(stage["milestones"]):
            luck = r.random()
            if luck < .12:  # dropped
                stage["milestones"].remove(m)
                changes["milestones"][m["id"]] = [(None, None)]
            elif luck < .3:  # another name; sometimes that of one renamed before: merged
                changes["milestones"][m["id"]] = [(None, m["id"] + "x")]
                m["id"] += "x"
            elif luck < .4:
                m["grade"] = r.choice(GRADES)
        if r.random() < .35:
            name = f"n{fresh}"
            fresh += 1
            stage["milestones"].insert(0, random_milestone(r, name, [], s["fields"]))
            if r.random() < .8:
                changes["new"][name] = r.choice(["grandfathered", "catch-up"])
        if r.random() < .15 and not stage.get("commit") and len(s["stages"]) > 2:
            others = [t["id"] for t in s["stages"] if t is not stage]
            if len(stage["milestones"]) and r.random() < .5:
                continue
            s["stages"].remove(stage)
            for m in stage["milestones"]:
                if m["id"].startswith("m") and not m["id"].endswith("x"):
                    changes["milestones"][m["id"]] = [(None, None)]
                elif m["id"].endswith("x"):
                    changes["milestones"][m["id"][:-1]] = [(None, None)]
                changes["new"].pop(m["id"], None)
            changes["stages"][stage["id"]] = r.choice([
                [(None, None)], [(None, r.choice(others))],
                [("amount >= 100", r.choice(others)), (None, r.choice(others))]])
            for h in s["handoffs"]:
                if h["stage"] == stage["id"]:
                    h["stage"] = r.choice(others)
    there = {t["id"] for t in s["stages"]}
    for rows in changes["stages"].values():  # a target may be gone by now
        rows[:] = [(w, t if t in there else None) for w, t in rows]
    ones = milestones_of(s)
    if len(ones) > 1 and r.random() < .4:  # one more goes into another
        gone, kept = r.sample(ones, 2)
        source = [k for k, rows in changes["milestones"].items() if rows == [(None, gone["id"])]]
        if not source and gone["id"].startswith("m") and gone["id"] not in changes["milestones"] \
                and kept["id"] not in changes["new"]:
            for stage in s["stages"]:
                stage["milestones"] = [m for m in stage["milestones"] if m is not gone]
            changes["milestones"][gone["id"]] = [(None, kept["id"])]
            changes["new"].pop(kept["id"], None)
    # what is asked for must be there, and earlier
    names = {m["id"] for m in milestones_of(old)} - {m["id"] for m in milestones_of(s)}
    renamed = {k for k, rows in changes["milestones"].items()}
    without(s, names | renamed)
    seen = set()
    for m in milestones_of(s):
        m["after"] = [a for a in m.get("after", []) if a in seen]
        if m.get("when", "").startswith("milestone ") and m["when"].split()[1] not in seen:
            del m["when"]
        seen.add(m["id"])
    changes["new"] = {k: v for k, v in changes["new"].items() if k in seen}
    if r.random() < .3:
        s["choices"] = r.choice([["tiny", "big"], ["tiny"], ["huge", "big", "tiny"]])
        if "big" not in s["choices"]:
            for m in milestones_of(s):
                if m.get("when") == "size = big":
                    del m["when"]
    if s["handoffs"] and r.random() < .3:
        s["handoffs"].pop(0)
    for o in list(s["outcomes"].values()):
        if o["reasons"] and r.random() < .2:
            o["reasons"].pop(0)
            o["required"] = o["required"] and bool(o["reasons"])
    return s


def written(s, process):
    """As its author would write it; JSON is YAML."""
    doc = {"etalon": 1, "process": process, "version": s["version"], "title": "A model",
           "discipline": s["discipline"], "owner": "RevOps", "currency": "EUR",
           "departments": {"marketing": "Marketing", "sales": "Sales"},
           "personas": {"buyer": "Buyer"},
           "fields": {"amount": {"type": "money", "title": "Amount"},
                      "champion": {"type": "person", "title": "Champion"},
                      "size": {"type": "choice", "title": "Size",
                               "choices": {c: c.title() for c in s["choices"]}},
                      "seats": {"type": "integer", "title": "Seats"}},
           "stages": {}, "moves": {"forward": s["forward"], "backward": s["backward"]},
           "outcomes": {}, "waivers": {"granted-by": s["grantor"]}}
    if s["valid"]:
        doc["waivers"]["valid"] = f"{s['valid']} days"
    for stage in s["stages"]:
        one = doc["stages"][stage["id"]] = {
            "title": f"Buyer has reached {stage['id']}", "department": stage["department"],
            "expected": "10 days" if "age-limit" not in stage else "12 hours"}
        for key in ("age-limit", "commit"):
            if key in stage:
                one[key] = stage[key]
        if stage["milestones"]:
            one["milestones"] = {m["id"]: dict(
                {k: v for k, v in m.items() if k != "id" and v != []},
                title=f"The buyer has shown {m['id']}", persona="buyer")
                for m in stage["milestones"]}
    if s["handoffs"]:
        doc["handoffs"] = {h["id"]: dict(
            {"title": h["id"], "from": "marketing", "to": "sales", "on-entering": h["stage"],
             "accept-within": "5 days", "touch-within": "9 days"},
            **({"packet": h["packet"]} if h["packet"] else {}),
            **({"return-reasons": {b: b.title() for b in h["reasons"]}} if h["reasons"] else {}))
            for h in s["handoffs"]}
    for o, rule in s["outcomes"].items():
        one = doc["outcomes"][o] = {"title": o.title()}
        if rule["reasons"]:
            one["reasons"] = {k: dict({"title": k.title()}, **(
                {"meaning": "indecision"} if o == "no-decision" else {})) for k in rule["reasons"]}
        if rule["required"]:
            one["reason-required"] = True
        if rule["asked"]:
            one["competitor-asked"] = True
        if rule["lanes"]:
            one["lanes"] = rule["lanes"]
    if "changes" in s:
        c = s["changes"]
        doc["changes"] = {"from": 1, "why": "To see"}
        for kind in ("stages", "milestones"):
            rows = {}
            for old, branches in c[kind].items():
                if len(branches) == 1:
                    rows[old] = branches[0][1] or "dropped"
                else:
                    rows[old] = [dict({"to": t or "dropped"}, **({"when": w} if w else {}))
                                 for w, t in branches]
            if rows:
                doc["changes"][kind] = rows
        if c["new"]:
            doc["changes"]["new-milestones"] = c["new"]
        if c["within"]:
            doc["changes"]["catch-up-within"] = f"{c['within']} days"
    return json.dumps(doc, indent=1)


# --- the engine ----------------------------------------------------------------------------------

class Rules:
    """A standard, looked up."""

    def __init__(self, s):
        self.s = s
        self.stages = [stage["id"] for stage in s["stages"]]
        self.stage = {stage["id"]: stage for stage in s["stages"]}
        self.milestones = [m["id"] for m in milestones_of(s)]
        self.m = {m["id"]: m for m in milestones_of(s)}
        self.of = {m["id"]: i for i, stage in enumerate(s["stages"]) for m in stage["milestones"]}
        self.handoff = {h["id"]: h for h in s["handoffs"]}
        commits = [i for i, stage in enumerate(s["stages"]) if stage.get("commit")]
        self.commit = commits[0] if commits else len(self.stages) - 1

    def moves(self, i):
        s, n = self.s, len(self.stages)
        to = set(range(i)) if s["backward"] else set()
        if s["forward"] == "next":
            to |= {i + 1} if i + 1 < n else set()
        else:
            to |= set(range(i + 1, n))
        return to

    def due_before(self, i):
        first = self.commit + 1 if i > self.commit else 0
        return [m for m in self.milestones if first <= self.of[m] < i]

    def due_to_win(self):
        return [m for m in self.milestones if self.of[m] <= self.commit]

    def severity(self, code, grade):
        if code in SENSELESS:
            return "senseless"
        grade = "helpful" if code in ("waived", "catch-up") else grade
        return TABLE[self.s["discipline"]][GRADES.index(grade)]


SENSELESS = {"already-won", "closed", "not-closed", "same-stage", "not-reached", "not-waived",
             "not-parked", "not-offered", "in-the-past", "no-such-thing"}


def new_state(owner):
    return {"owner": owner, "stage": 0, "outcome": "open", "parked": False, "entered": None,
            "fields": {}, "reached": {}, "peer": set(), "boss": set(), "waived": {},
            "excused": set(), "late": set(), "offered": set(), "accepted": set(),
            "touched": set(), "returned": set(), "reason": None, "buyer_reason": None,
            "competitor": None}


def truth(when, state):
    """True, False or the field that would tell."""
    f = state["fields"]
    if not when:
        return True
    if when.startswith("milestone "):
        return when.split()[1] in state["reached"]
    if when == "champion is set":
        return "champion" in f
    if when == "size = big":
        return f["size"] == "big" if "size" in f else "size"
    amount = float(f["amount"]) >= 100 if "amount" in f else "amount"
    if when == "amount >= 100":
        return amount
    if "champion" not in f or amount is False:
        return False
    return amount


class Judge:
    def __init__(self, rules, state, now):
        self.rules, self.state, self.now, self.said = rules, state, now, []

    def say(self, code, grade="required", **about):
        about["code"], about["severity"] = code, self.rules.severity(code, grade)
        self.said.append(about)

    def plain(self, m):
        s, rule = self.state, self.rules.m[m]
        if m not in s["reached"]:
            return "missing", None
        if "lapses-after" in rule and s["reached"][m] + 2 * DAY <= self.now:
            return "lapsed", None
        by = rule.get("confirmed-by", "owner")
        if (by == "peer" and m not in s["peer"] | s["boss"]) or \
                (by == "manager" and m not in s["boss"]):
            return "unconfirmed", None
        for f in rule.get("needs", []):
            if f not in s["fields"]:
                return "needs-field", f
        return "met", None

    def standing(self, m):
        s = self.state
        plain, field = self.plain(m)
        if plain == "met":
            return "met", None
        asked = truth(self.rules.m[m].get("when"), s)
        if asked is False:
            return "not-asked", None
        if plain == "missing" and m in s["excused"]:
            return "grandfathered", None
        blame = asked if asked is not True else None
        if plain == "missing" and m in s["late"]:
            return "catching-up", blame
        if m in s["waived"]:
            level, until = s["waived"][m]
            counts = LEVELS.index(level) >= LEVELS.index(self.rules.s["grantor"])
            if counts and until > self.now:
                return "waived", blame
            if blame:
                return "asked-maybe", blame
            return ("waiver-expired" if counts else "waiver-undue"), None
        if blame:
            return "asked-maybe", blame
        return plain, field

    def gate(self, due):
        for m in due:
            standing, field = self.standing(m)
            if standing in ("met", "not-asked", "grandfathered"):
                continue
            code = {"asked-maybe": "condition", "catching-up": "catch-up"}.get(standing, standing)
            about = {"milestone": m, "stage": self.rules.stages[self.rules.of[m]]}
            if field:
                about["field"] = field
            self.say(code, self.rules.m[m]["grade"], **about)

    def level(self, actor):
        if actor == self.state["owner"]:
            return "owner"
        return "manager" if PEOPLE[actor][0] == "manager" else "peer"

    # each act: what is said to it

    def move(self, to):
        r, s = self.rules, self.state
        here = s["stage"]
        standing = max(here, r.commit) if s["outcome"] == "won" else here
        if to == here:
            return self.say("same-stage")
        if s["outcome"] == "won" and to <= r.commit:
            return self.say("already-won")
        if to not in r.moves(standing):
            self.say("move-back" if to < standing else "move-skips", stage=r.stages[to])
        if to < standing:
            return None
        if to > r.commit and s["outcome"] == "open":
            self.say("move-unsigned", stage=r.stages[to])
        stage = r.stage[r.stages[here]]
        if "age-limit" in stage and self.now > s["entered"] + DAY:
            self.say("stage-overstayed", "helpful", stage=r.stages[here])
        for h in r.s["handoffs"]:
            if h["stage"] == r.stages[here] and h["id"] in s["offered"] - s["accepted"]:
                self.say("handoff-pending", "expected", handoff=h["id"])
        for h in r.s["handoffs"]:
            lacks = [f for f in r.s["fields"] if f in h["packet"] and f not in s["fields"]]
            if h["stage"] == r.stages[to] and lacks:
                self.say("packet", handoff=h["id"], field=lacks[0])
        return self.gate(r.due_before(to))

    def close(self, act):
        r, s = self.rules, self.state
        rule = r.s["outcomes"].get(act["outcome"])
        lanes = (rule["lanes"] if rule else None) or ["seller"]
        if rule and rule["required"]:
            told = "reason" in act or (not rule["reasons"] and "why" in act)
            if "seller" in lanes and not told:
                self.say("no-reason", lane="seller")
            if "buyer" in lanes and "buyer_reason" not in act:
                self.say("no-reason", "helpful", lane="buyer")
        if rule and rule["asked"] and "competitor_won" not in act:
            self.say("no-competitor", "expected")
        if act["outcome"] != "won":
            return
        if s["stage"] < r.commit and r.commit not in r.moves(s["stage"]):
            self.say("won-early", "expected", stage=r.stages[r.commit])
        self.gate(r.due_to_win())

    def reach(self, act):
        m, s = act["milestone"], self.state
        rule = self.rules.m[m]
        about = {"milestone": m, "stage": self.rules.stages[self.rules.of[m]]}
        kinds = rule.get("evidence")
        if kinds and (act.get("evidence") or {}).get("kind") not in kinds:
            self.say("evidence", rule["grade"], **about)
        for k in self.rules.milestones:
            if k in rule.get("after", []) and k not in s["reached"] and \
                    self.standing(k)[0] == "missing":
                self.say("order", rule["grade"], first=k, **about)
        for f in self.rules.s["fields"]:
            if f in rule.get("needs", []) and f not in s["fields"]:
                self.say("needs-field", rule["grade"], field=f, **about)

    def waive(self, act, actor):
        m = act["milestone"]
        until, valid = act["_until"], self.rules.s["valid"]
        if until is not None and until <= self.now:
            return self.say("in-the-past")
        if LEVELS.index(self.level(actor)) < LEVELS.index(self.rules.s["grantor"]):
            self.say("waiver-authority", milestone=m)
        if "why" not in act:
            self.say("waiver-why", milestone=m)
        if until is not None and valid and until > self.now + valid * DAY:
            self.say("waiver-too-long", milestone=m)
        return None

    def answer_handoff(self, act):
        h, s = act["handoff"], self.state
        touching = act["act"] == "touch"
        if h not in (s["accepted"] if touching else s["offered"]):
            self.say("not-offered")
        elif act["act"] == "return-handoff" and "reason" not in act and \
                self.rules.handoff[h]["reasons"]:
            self.say("return-reason", handoff=h)

    def judge(self, act, actor):
        s, name = self.state, act["act"]
        life = {"open": 1, "won": 2}.get(s["outcome"], 4)
        when = {"set-field": 7, "object": 7, "set-owner": 7, "park": 1, "unpark": 1,
                "set-close-date": 1, "close": 1, "give-reason": 6, "reopen": 6}.get(name, 3)
        if not when & life:
            return self.say("not-closed" if life == 1 else "closed")
        if name == "enter-stage":
            self.move(self.rules.stages.index(act["stage"]))
        elif name == "reach-milestone":
            self.reach(act)
        elif name in ("confirm", "revoke") and act["milestone"] not in s["reached"]:
            self.say("not-reached")
        elif name == "confirm":
            rule = self.rules.m[act["milestone"]]
            if LEVELS.index(self.level(actor)) < LEVELS.index(rule.get("confirmed-by", "owner")):
                self.say("confirmer", rule["grade"], milestone=act["milestone"],
                         stage=self.rules.stages[self.rules.of[act["milestone"]]])
        elif name == "waive":
            self.waive(act, actor)
        elif name == "end-waiver" and act["milestone"] not in s["waived"]:
            self.say("not-waived")
        elif name == "park":
            if act["_until"] is None:
                self.say("parked-open", "helpful")
            elif act["_until"] <= self.now:
                self.say("in-the-past")
        elif name == "unpark" and not s["parked"]:
            self.say("not-parked")
        elif name in ("accept-handoff", "return-handoff", "touch"):
            self.answer_handoff(act)
        elif name == "close":
            self.close(act)
        return None

    def ways_out(self, actor):
        s, r = self.state, self.rules
        if s["outcome"] != "open":
            return {"object", "reopen"}
        ways = {"park", "close", "object"}
        if any(to < s["stage"] for to in r.moves(s["stage"])):
            ways.add("back")
        if LEVELS.index(self.level(actor)) >= LEVELS.index(r.s["grantor"]):
            ways.add("waive")
        return ways | ({"unpark"} if s["parked"] else set())


def apply(rules, s, act, actor, at):
    """What an accepted act leaves behind."""
    name, m, h = act["act"], act.get("milestone"), act.get("handoff")
    level = Judge(rules, s, at).level(actor)
    if name == "enter-stage":
        to = rules.stages.index(act["stage"])
        forward = to >= s["stage"]
        s["stage"], s["entered"], s["parked"] = to, at, False
        act["_offers"] = offer_due(rules, s) if forward else []
    elif name == "set-field":
        if act["value"] is None:
            s["fields"].pop(act["field"], None)
        else:
            s["fields"][act["field"]] = act["value"]
    elif name == "reach-milestone":
        s["reached"][m] = at
        s["late"].discard(m)
    elif name == "confirm":
        s["reached"][m] = max(s["reached"][m], at)
        if level == "peer":
            s["peer"].add(m)
        if level == "manager":
            s["boss"].add(m)
    elif name == "revoke":
        s["reached"].pop(m, None)
        s["peer"].discard(m)
        s["boss"].discard(m)
    elif name == "waive":
        until = act["_until"]
        if until is None:
            until = at + rules.s["valid"] * DAY if rules.s["valid"] else float("inf")
        s["waived"][m] = (level, until)
    elif name == "end-waiver":
        s["waived"].pop(m, None)
    elif name in ("park", "unpark"):
        s["parked"] = name == "park"
    elif name == "offer-handoff":
        offer(s, h)
    elif name == "accept-handoff":
        s["accepted"].add(h)
    elif name == "return-handoff":
        for kind in ("offered", "accepted", "touched"):
            s[kind].discard(h)
        s["returned"].add(h)
    elif name == "touch":
        s["touched"].add(h)
    elif name == "set-owner":
        s["owner"] = act["_owner"]
    elif name == "close":
        s.update(outcome=act["outcome"], parked=False, reason=act.get("reason"),
                 buyer_reason=act.get("buyer_reason"), competitor=act.get("competitor_won"))
    elif name == "give-reason":
        s["reason" if act["lane"] == "seller" else "buyer_reason"] = act.get("reason")
    elif name == "reopen":
        s.update(outcome="open", reason=None, buyer_reason=None, competitor=None, entered=at)
        if "stage" in act:
            s["stage"] = rules.stages.index(act["stage"])


def offer(s, h):
    s["offered"].add(h)
    for kind in ("accepted", "touched", "returned"):
        s[kind].discard(h)


def offer_due(rules, s):
    due = [h["id"] for h in rules.s["handoffs"]
           if h["stage"] == rules.stages[s["stage"]] and h["id"] not in s["accepted"]]
    for h in due:
        offer(s, h)
    return due


# --- the next version ----------------------------------------------------------------------------

class Carry:
    def __init__(self, old, new):
        self.old, self.new = old, new
        self.changes = new.s["changes"]

    def rows(self, kind, name, there):
        return self.changes[kind].get(name) or [(None, name if name in there else None)]

    def target(self, kind, name, state):
        there = self.new.stage if kind == "stages" else self.new.m
        for when, to in self.rows(kind, name, there):
            if truth(when, state) is True:
                return to
        return None

    def fields(self, s):
        return {f: v for f, v in s["fields"].items() if f != "size" or v in self.new.s["choices"]}

    def sources(self, m, s):
        """The old ones that become `m` on this deal; one that keeps its id stands for itself."""
        if m in self.old.m and m in s["reached"] and self.target("milestones", m, s) == m:
            return [m]
        return [o for o in self.old.milestones if self.target("milestones", o, s) == m]

    def state(self, s):
        t = copy.deepcopy(s)
        t["fields"] = self.fields(s)
        for kind in ("offered", "accepted", "touched", "returned"):
            t[kind] = {h for h in s[kind] if h in self.new.handoff}
        t.update(reached={}, peer=set(), boss=set(), waived={}, excused=set(), late=set())
        view = dict(s, fields=t["fields"])
        for m in self.new.milestones:
            self.milestone(m, view, t)
        return t

    def milestone(self, m, s, t):
        sources = self.sources(m, s)
        if not sources:
            return
        if all(o in s["reached"] for o in sources):
            t["reached"][m] = min(s["reached"][o] for o in sources)
            if all(o in s["boss"] for o in sources):
                t["boss"].add(m)
            if all(o in s["peer"] | s["boss"] for o in sources) and \
                    any(o in s["peer"] for o in sources):
                t["peer"].add(m)
        waived = [o for o in sources if o in s["waived"]]
        if waived and all(o in s["waived"] or o in s["reached"] for o in sources):
            levels = [s["waived"][o][0] for o in waived]
            level = "manager" if set(levels) == {"manager"} else \
                "peer" if set(levels) == {"peer"} else "owner"
            t["waived"][m] = (level, min(s["waived"][o][1] for o in waived))
        if m in t["reached"]:
            return
        if all(o in s["excused"] | s["late"] or o in s["reached"] for o in sources):
            t["late" if any(o in s["late"] for o in sources) else "excused"].add(m)

    def in_flight(self, s):
        if s["outcome"] == "open":
            return True
        return s["outcome"] == "won" and max(s["stage"], self.old.commit) + 1 < len(self.old.stages)

    def plan(self, s):
        """The stage it goes to, or None when it stays."""
        t = self.state(s)
        to = self.target("stages", self.old.stages[s["stage"]], t)
        if to is None:
            return None
        i = self.new.stages.index(to)
        if s["outcome"] == "open" and i > self.new.commit and s["stage"] <= self.old.commit:
            return None
        for lane in ("reason", "buyer_reason"):
            rule = self.new.s["outcomes"].get(s["outcome"]) if s["outcome"] != "open" else None
            if s[lane] and (not rule or s[lane] not in rule["reasons"]):
                return None
        return i

    def carried(self, s):
        i = self.plan(s)
        t = self.state(s)
        t["stage"] = i
        at = max(i, self.new.commit) if s["outcome"] == "won" else i
        for m in self.new.milestones:
            rows = [o for o in self.old.milestones for w, to in
                    self.rows("milestones", o, self.new.m) if to == m]
            if rows or self.new.of[m] >= at:
                continue
            if self.changes["new"].get(m) != "catch-up":
                t["excused"].add(m)
            elif self.changes["within"]:
                t["late"].add(m)
        return t

    def dead_end(self, stage):
        return all(to is None for _, to in self.rows("stages", stage, self.new.stage))

    # an act on the new version, read in ids of the old one

    def back_id(self, kind, name):
        there = self.new.stage if kind == "stages" else self.new.m
        olds = self.old.stages if kind == "stages" else self.old.milestones
        from_ = [o for o in olds if any(to == name for _, to in self.rows(kind, o, there))]
        if name in from_:
            return name
        return from_[0] if len(from_) == 1 else None

    def back(self, act, s):
        """The act, None when there is nothing of the kind; and whether a move was lost."""
        act = dict(act)
        name = act["act"]
        if "stage" in act:
            act["stage"] = self.back_id("stages", act["stage"])
            if act["stage"] is None:
                return None, True
        if name == "object":
            return act, False
        if "milestone" in act:
            act["milestone"] = self.back_id("milestones", act["milestone"])
            if act["milestone"] is None:
                return None, False
        if act.get("field") == "size" and act["value"] is not None and \
                act["value"] not in self.old.s["choices"]:
            return None, False
        if name == "close":
            rule = self.old.s["outcomes"].get(act["outcome"], {"reasons": []})
            for lane in ("reason", "buyer_reason"):
                if act.get(lane) and act[lane] not in rule["reasons"]:
                    act.pop(lane)
        if name == "give-reason":
            rule = self.old.s["outcomes"].get(s["outcome"], {"reasons": []})
            if act.get("reason") not in rule["reasons"]:
                return None, False
        return act, False


# --- one deal, in both ---------------------------------------------------------------------------

class Differs(Exception):
    pass


class Deal:
    def __init__(self, world, owner):
        self.world, self.events, self.before = world, [], None
        body = {"name": "A deal", "process": world.process}
        self.now = time.time()
        status, told, _ = world.served.ask(owner, "POST", "/api/v1/deals", body)
        if status != 201:
            raise Differs(f"a deal does not open: {told}")
        self.id = told["deal"]
        self.rules = world.carry.new if world.edition else world.rules
        self.state = new_state(owner)
        self.state["entered"] = self.now
        offer_due(self.rules, self.state)

    def ask(self, command):
        actor, act = command
        served, state = self.world.served, self.state
        now = time.time()
        at = now - act.get("_ago", 0)
        body = {k: v for k, v in act.items() if not k.startswith("_")}
        act = dict(act, _until=None)
        if "_until_in" in act:
            act["_until"] = now + act["_until_in"]
            body["until"] = moment(act["_until"])
        if "_ago" in act:
            body["occurred_at"] = moment(at)
        if "_owner" in act:
            body["owner"] = served.number_of(act["_owner"])
        if not self.means_something(act):
            return
        status, told, _ = served.ask(actor, "POST", f"/api/v1/deals/{self.id}/acts", body)
        yours = actor == state["owner"] or PEOPLE[actor][0] == "manager" or act["act"] in (
            "confirm", "waive", "end-waiver", "object", "accept-handoff", "return-handoff", "touch")
        if not yours:
            expect("whose deal it is", (403, "not-yours"), (status, told.get("code")))
            return
        judge = Judge(self.rules, state, now)
        judge.judge(act, actor)
        worst = max([SEVERITIES.index(f["severity"]) for f in judge.said], default=0)
        wanted = 422 if worst == 5 else 409 if worst == 4 else 200
        expect("the status", wanted, status, told)
        expect("the findings", shown(f for f in judge.said if f["severity"] != "silent"),
               shown(told.get("findings", [])), told)
        if wanted == 200:
            apply(self.rules, state, act, actor, at)
            self.events.append((act, actor, at))
        expect("the ways out", Judge(self.rules, state, now).ways_out(actor),
               {w["way"] for w in told["ways_out"]}, told)

    def means_something(self, act):
        """Whether the standard has what the act names; a shrunk list may ask for what is gone."""
        r = self.rules
        if act["act"] in ("give-reason",) and self.state["outcome"] == "open":
            return False
        if act["act"] == "give-reason":
            rule = r.s["outcomes"].get(self.state["outcome"])
            return not act.get("reason") or bool(rule and act["reason"] in rule["reasons"])
        if act["act"] == "close":
            rule = r.s["outcomes"].get(act["outcome"], {"reasons": []})
            return all(act.get(k) is None or act[k] in rule["reasons"]
                       for k in ("reason", "buyer_reason"))
        if act.get("field") == "size" and act["value"] is not None:
            return act["value"] in r.s["choices"]
        if act["act"] == "return-handoff" and "reason" in act:
            return act["handoff"] in r.handoff and act["reason"] in r.handoff[act["handoff"]]["reasons"]
        return ("stage" not in act or act["stage"] in r.stage) and \
            ("milestone" not in act or act["milestone"] in r.m) and \
            ("handoff" not in act or act["handoff"] in r.handoff)

    def look(self):
        """The deal as it is read, against the model."""
        served, s, now = self.world.served, self.state, time.time()
        d = served.ask("max", "GET", f"/api/v1/deals/{self.id}")[1]
        expect("the stage", self.rules.stages[s["stage"]], d["stage"]["id"], d)
        expect("the version", self.rules.s["version"], d["version"], d)
        expect("the outcome", s["outcome"], d["outcome"], d)
        expect("parked", s["parked"], d["parked"], d)
        expect("the owner", served.number_of(s["owner"]), d["owner"]["person"], d)
        expect("the fields", s["fields"], d["fields"], d)
        expect("the reasons", (s["reason"], s["buyer_reason"], s["competitor"]),
               (d.get("reason"), d.get("buyer_reason"), d.get("competitor_won")), d)
        c = served.ask("max", "GET", f"/api/v1/deals/{self.id}/checklist")[1]
        judge = Judge(self.rules, s, now)
        expect("the checklist", {m: judge.standing(m)[0] for m in self.rules.milestones},
               {m["id"]: m["standing"] for stage in c["stages"] for m in stage["milestones"]}, c)
        stands = {h: next((k for k, word in (("touched", "touched"), ("accepted", "accepted"),
                                             ("offered", "offered"), ("returned", "returned"))
                           if h in s[word]), "not-due") for h in self.rules.handoff}
        expect("the hand-offs", stands, {h["id"]: h["standing"] for h in c["handoffs"]}, c)

    def carry(self, carry):
        if not carry.in_flight(self.state) or carry.plan(self.state) is None:
            return False
        self.before = (copy.deepcopy(self.state), self.rules)
        self.state = carry.carried(self.state)
        self.rules = carry.new
        self.events = []
        return True

    def come_back(self, carry):
        """As if it had never gone; what happened since is read in the ids of before."""
        if self.before is None or self.state["outcome"] not in ("open", "won"):
            return False
        state, rules = copy.deepcopy(self.before[0]), self.before[1]
        for act, actor, at in self.events:
            act, lost = carry.back(act, state)
            if lost:
                return False
            if act is None or (act.get("handoff") and act["handoff"] not in rules.handoff):
                continue
            apply_back(rules, state, act, actor, at)
        self.state, self.rules, self.before = state, rules, None
        return True


def apply_back(rules, state, act, actor, at):
    """An event that means nothing there changes nothing."""
    name, m, h = act["act"], act.get("milestone"), act.get("handoff")
    if name == "confirm" and m not in state["reached"]:
        return
    if name == "accept-handoff" and h not in state["offered"]:
        return
    if name == "return-handoff" and h not in state["offered"]:
        return
    if name == "touch" and h not in state["accepted"]:
        return
    if name == "enter-stage":  # what followed from it were events of their own
        state["stage"], state["entered"], state["parked"] = \
            rules.stages.index(act["stage"]), at, False
        for h in act["_offers"]:
            if h in rules.handoff:
                offer(state, h)
        return
    apply(rules, state, act, actor, at)


def moment(at):
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(at)) + f".{int(at * 1000) % 1000:03d}Z"


def shown(findings):
    keys = ("code", "severity", "milestone", "first", "field", "stage", "handoff", "lane")
    return sorted(json.dumps({k: f[k] for k in keys if k in f}, sort_keys=True) for f in findings)


def expect(what, model, server, told=None):
    if model != server:
        raise Differs(f"{what}:\n  model  {model}\n  server {server}\n  "
                      f"{json.dumps(told)[:1500] if told else ''}")


# --- commands ------------------------------------------------------------------------------------

def random_command(r, deal):
    rules, s = deal.rules, deal.state
    actor = r.choice([s["owner"], s["owner"], s["owner"], r.choice(list(PEOPLE))])
    names = ["enter-stage"] * 5 + ["reach-milestone"] * 6 + ["set-field"] * 4 + ["confirm"] * 3 + [
        "waive", "waive", "revoke", "end-waiver", "object", "park", "unpark", "offer-handoff",
        "accept-handoff", "accept-handoff", "return-handoff", "touch", "set-owner",
        "set-close-date", "close", "give-reason", "reopen"]
    name = r.choice(names)
    if s["outcome"] != "open" and r.random() < .5:
        name = r.choice(["reopen", "give-reason"])
    act = {"act": name}
    if name in ("enter-stage", "reopen"):
        ahead = min(s["stage"] + 1, len(rules.stages) - 1)
        act["stage"] = rules.stages[ahead] if r.random() < .6 else r.choice(rules.stages)
        if name == "reopen" and r.random() < .5:
            del act["stage"]
        if name == "enter-stage" and r.random() < .2:
            act["_ago"] = 3 * DAY
    if name in ("reach-milestone", "confirm", "revoke", "waive", "end-waiver"):
        if not rules.milestones:
            return actor, {"act": "object", "why": "nothing to show"}
        act["milestone"] = r.choice(rules.milestones)
    if name == "reach-milestone":
        kinds = rules.m[act["milestone"]].get("evidence")
        if r.random() < .8:
            kind = r.choice(kinds) if kinds and r.random() < .8 else r.choice(["note", "mail"])
            act["evidence"] = {"kind": kind, "reference": "there"}
        if r.random() < .25:
            act["_ago"] = 3 * DAY
    if name == "waive":
        if r.random() < .7:
            act["_until_in"] = r.choice([-DAY, 2 * DAY, 5 * DAY, 40 * DAY])
        if r.random() < .85:
            act["why"] = "since it is known"
    if name == "confirm" and r.random() < .6:
        actor = r.choice(list(PEOPLE))
    if name == "set-field":
        act["field"] = r.choice(rules.s["fields"])
        act["value"] = {"amount": r.choice(["50.00", "100.00", "2000.00"]), "champion": "Zoë",
                        "size": r.choice(rules.s["choices"]), "seats": r.randint(1, 9),
                        }[act["field"]] if r.random() < .85 else None
    if name == "park":
        act["why"] = "budget"
        if r.random() < .7:
            act["_until_in"] = r.choice([-DAY, 3 * DAY])
    if name == "object":
        act["why"] = "it is useless"
    if name.endswith("handoff") or name == "touch":
        if not rules.handoff:
            return actor, {"act": "object", "why": "nothing to hand over"}
        act["handoff"] = r.choice(sorted(rules.handoff))
        reasons = rules.handoff[act["handoff"]]["reasons"]
        if name == "return-handoff" and reasons and r.random() < .7:
            act["reason"] = r.choice(reasons)
    if name == "set-owner":
        act["_owner"] = r.choice(["sam", "sue"])
    if name == "set-close-date":
        act["date"] = "2031-01-0%d" % r.randint(1, 9)
    if name == "close":
        act["outcome"] = r.choice(["won", "won", "lost", "no-decision", "walked", "invalid"])
        reasons = rules.s["outcomes"].get(act["outcome"], {"reasons": []})["reasons"]
        for lane in ("reason", "buyer_reason"):
            if reasons and r.random() < .6:
                act[lane] = r.choice(reasons)
        if r.random() < .4:
            act["competitor_won"] = r.random() < .5
        if r.random() < .3:
            act["why"] = "they said so"
    if name == "give-reason":
        act["lane"] = r.choice(["seller", "buyer"])
        reasons = rules.s["outcomes"].get(s["outcome"], {"reasons": []})["reasons"]
        if not reasons or s["outcome"] == "open":
            return actor, {"act": "object", "why": "no reason"}
        act["reason"] = r.choice(reasons)
    return actor, act


# --- a round -------------------------------------------------------------------------------------

class World:
    """Two versions of a process, and deals under them."""
    count = 0

    def __init__(self, served, first, second):
        World.count += 1
        self.served, self.second, self.process = served, second, f"p{World.count}"
        self.rules = Rules(first)
        self.carry = Carry(self.rules, Rules(second))
        status, told, _ = served.ask("admin", "POST", "/api/v1/standards",
                                     written(first, self.process))
        if status != 201:
            raise SystemExit(f"not published: {told}\n{written(first, self.process)}")
        self.deals, self.edition, self.moved = [], 0, False

    def wait(self):
        path = f"/api/v1/standards/{self.edition}/migration"
        for _ in range(2000):
            told = self.served.ask("admin", "GET", path)[1]
            if told["state"] not in ("running", "undoing"):
                return told
            time.sleep(.002)
        raise Differs("a migration does not end")

    def do(self, command):
        if command[0] == "open":
            self.deals.append(Deal(self, command[1]))
        elif command[0] == "next":
            self.go_on()
        elif command[0] == "undo":
            self.undo()
        elif command[0] < len(self.deals):
            deal = self.deals[command[0]]
            deal.ask(command[1])
            deal.look()

    def go_on(self):
        if self.edition:
            return
        stuck = any(self.carry.in_flight(d.state) and
                    self.carry.dead_end(d.rules.stages[d.state["stage"]]) for d in self.deals)
        text = written(self.second, self.process)
        preview = self.served.ask("admin", "POST", "/api/v1/standards/preview", text)
        expect("the preview", 200, preview[0], preview[1])
        status, told, _ = self.served.ask("admin", "POST", "/api/v1/standards?deals=all", text)
        expect("whether it can be published for all", 422 if stuck else 201, status, told)
        if stuck:
            return
        self.edition = told["edition"]
        moved = sum(d.carry(self.carry) for d in self.deals)
        done = self.wait()
        expect("how many went", moved, done["moved"], done)
        expect("how many were to go", moved, preview[1]["go"], preview[1])
        self.moved = True
        for d in self.deals:
            d.look()

    def undo(self):
        if not self.moved:
            return
        self.moved = False
        path = f"/api/v1/standards/{self.edition}/migration"
        expect("the undo begins", 202, self.served.ask("admin", "POST", path, {"way": "undo"})[0])
        back = sum(d.come_back(self.carry) for d in self.deals)
        done = self.wait()
        expect("how many came back", back, done["moved"], done)
        for d in self.deals:
            d.look()


def commands_of(r, world, n):
    """Random commands, each chosen with the deals before one's eyes; they are done as they come."""
    done = []
    try:
        for i in range(n):
            if len(world.deals) < 3 and r.random() < (1 if not world.deals else .08):
                command = ("open", r.choice(["sam", "sue"]))
            elif i == n // 2:
                command = ("next",)
            elif world.moved and r.random() < .04:
                command = ("undo",)
            else:
                which = r.randrange(len(world.deals))
                command = (which, random_command(r, world.deals[which]))
            done.append(command)
            world.do(command)
    except Differs as e:
        return done, str(e)
    return done, None


def again(served, first, second, commands):
    world = World(served, first, second)
    try:
        for c in commands:
            world.do(c)
    except Differs as e:
        return str(e)
    return None


def shrink(served, first, second, commands, said):
    """Leaves out what can be left out."""
    size = max(1, len(commands) // 2)
    while size:
        i = 0
        while i < len(commands):
            less = commands[:i] + commands[i + size:]
            new = again(served, first, second, less)
            if new:
                commands, said = less, new
            else:
                i += size
        size //= 2
    return commands, said


def tell(seed, first, second, commands, said):
    print(f"FAILED: seed {seed}: {said}")
    print("the commands:")
    for c in commands:
        print("   ", json.dumps(c))
    print("the standard:", json.dumps(first))
    if ("next",) in commands:
        print("the next version:", json.dumps(second))


def main():
    etalon = sys.argv[1]
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 60
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 2026
    served = Served(etalon, "model")
    passed = failed = commands = 0
    worlds = []
    try:
        for name, (role, department) in PEOPLE.items():
            served.hire(name, role, department)
            served.number_of(name)
        for k in range(rounds):
            r = random.Random(seed + k)
            first = random_standard(r)
            second = random_next(r, first)
            world = World(served, first, second)
            done, said = commands_of(r, world, 60)
            commands += len(done)
            if said:
                failed += 1
                tell(seed + k, first, second, *shrink(served, first, second, done, said))
                break
            passed += 1
            worlds.append(world)
        stopped = served.stop()
        sound, told = served.verify()
        passed, failed = passed + sound, failed + (not sound)
        if not sound:
            print(f"FAILED: replay says otherwise ({stopped}): {told}")
        served.start()
        for world in worlds:
            try:
                for d in world.deals:
                    d.look()
                passed += 1
            except Differs as e:
                failed += 1
                print(f"FAILED: after a restart: {e}")
    finally:
        served.stop()
        served.remove()
    print(f"{commands} commands in {rounds} rounds from seed {seed}")
    print(f"{passed} passed, {failed} failed, 0 skipped")
    sys.exit(failed > 0)


main()

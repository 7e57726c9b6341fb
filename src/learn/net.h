/* net.h - the ways that are allowed, as a graph: states, and arcs that carry an activity or
 * are silent; one state to begin, one to end. Made from a standard, from a reachability
 * graph (.rg) or from a Petri net (petri.h). Immutable. */
#pragma once

#include "base/base.h"
#include "standard/standard.h"

enum {
    NET_STATES_MAX = 100000, /* beyond it building fails: the net is too concurrent */
    NET_ARCS_MAX = 4000000,
};
#define NET_SILENT (-1)

struct net_arc {
    i32 from, to;
    i32 label; /* into `labels`; NET_SILENT */
};

struct net {
    i32 state_count, initial, final;
    i64 arc_count;
    const struct net_arc *arcs; /* by source */
    const i32 *arc_first;       /* state_count + 1 */
    struct dict labels;         /* what is shown */
    struct dict names;          /* every name an activity may have… */
    const i32 *label_of_name;   /* …and the label it stands for */
};

/* The label that an activity called `name` carries (ASCII letters alike); -1: none. */
i32 net_label(const struct net *net, str name);

/* What a net is made from: arcs in any order. */
struct net_draft {
    i64 state_count, initial, final;
    const struct net_arc *arcs;
    i64 arc_count;
    const struct dict *labels;
};

/* Sorts the arcs by source. Fails when a number is out of range. */
MUST_CHECK bool net_build(struct net *net, struct arena *a, const struct net_draft *draft,
                          struct err *e);

/* The text of a reachability graph: "states arcs initial final", then one arc a line:
 * source, target, label with tabs between; the label "-" is silent. */
MUST_CHECK bool net_parse_rg(struct net *net, struct arena *a, str text, struct err *e);

/* The stages in order with the moves the standard allows, from the first stage to an outcome.
 * Labels are the ids of stages and "won", "lost"…; an activity may also have a stage's title
 * in any language, or "Closed Won", "Deal Lost"… Deals may end without won from every stage,
 * and be won from the commit stage on (from the last when none commits); the stages after it
 * may also follow "won". */
MUST_CHECK bool net_of_standard(struct net *net, struct arena *a, const struct standard *s,
                                struct err *e);

/* Fewest visible moves from `initial` to `final`; -1 when there is no way. */
i64 net_shortest(const struct net *net, struct arena scratch);

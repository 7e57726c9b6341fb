/* petri.h - Petri nets as other tools write them (PNML), unfolded into the graph of their
 * markings. Bytes are hostile: see the limits. */
#pragma once

#include "learn/net.h"

enum { PETRI_NODES_MAX = 20000, PETRI_ARCS_MAX = 100000, PETRI_TOKENS_MAX = 255 };

/* The graph of the markings reachable from the initial one (breadth first, so the numbers
 * of the states are those of discovery). Final is the marking of <finalmarkings>, or one
 * token in the only place without a way out. Fails beyond NET_STATES_MAX or when some place
 * holds more than PETRI_TOKENS_MAX tokens. */
MUST_CHECK bool net_parse_pnml(struct net *net, struct arena *a, str text, struct err *e);

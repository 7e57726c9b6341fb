/* Any bytes as a net, in the form of reachability graphs or as PNML: a sound net or a reason. */
#include "learn/petri.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_net(const struct net *net)
{
    assert(net->initial >= 0 && net->initial < net->state_count);
    assert(net->final >= 0 && net->final < net->state_count);
    assert(net->arc_first[0] == 0 && net->arc_first[net->state_count] == net->arc_count);
    for (i64 i = 0; i < net->arc_count; i++) {
        assert(net->arcs[i].to >= 0 && net->arcs[i].to < net->state_count);
        assert(net->arcs[i].label >= NET_SILENT && net->arcs[i].label < net->labels.n);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct arena a; /* kept from run to run: reserving it is what costs */
    struct net net;
    str text = {(const char *)data, (i64)size};
    if (!a.base)
        arena_init(&a, 2ll << 30);
    for (i32 form = 0; form < 2; form++) {
        struct err e = {0};
        bool ok = form ? net_parse_pnml(&net, &a, text, &e) : net_parse_rg(&net, &a, text, &e);
        assert(ok || e.text[0]);
        if (ok)
            check_net(&net);
        arena_rewind(&a, 0);
    }
    return 0;
}

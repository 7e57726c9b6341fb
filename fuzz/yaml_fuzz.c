/* Any bytes as YAML: a tree or a reason, with places inside the file and sound text. */
#include "format/yaml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void walk(const struct yaml_node *node, i32 depth)
{
    assert(depth <= YAML_DEPTH_MAX && utf8_check(node->text) < 0);
    assert(node->at.line > 0 && node->at.column > 0 && node->at.length > 0);
    i64 children = 0;
    for (const struct yaml_node *c = node->first; c; c = c->next, children++)
        walk(c, depth + 1);
    assert(children == node->count);
    (void)yaml_place_in(node, node->text.n / 2, 3);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a = {0};
    struct diags d;
    arena_init(&a, 1 << 26);
    diags_init(&d, &a);
    const struct yaml_node *root = yaml_parse(&a, (str){(const char *)data, (i64)size}, &d);
    assert(root || d.count[DIAG_ERROR] > 0);
    if (root)
        walk(root, 0);
    arena_release(&a);
    return 0;
}

#include "accounts/access.h"

const struct access_word access_roles[] = {
    {ACCESS_ADMIN, "admin", MESSAGE("decides who is in, and may do everything else")},
    {ACCESS_REVOPS, "revops", MESSAGE("writes and publishes the standard, imports and exports")},
    {ACCESS_MANAGER, "manager", MESSAGE("leads people: confirms, waives, reassigns deals")},
    {ACCESS_SELLER, "seller", MESSAGE("works on deals of their own")},
    {ACCESS_MARKETING, "marketing", MESSAGE("brings leads and hands them over")},
    {ACCESS_SUCCESS, "success", MESSAGE("takes customers over and keeps them")},
    {ACCESS_VIEWER, "viewer", MESSAGE("sees deals and figures, changes nothing")},
    {ACCESS_AUDITOR, "auditor", MESSAGE("sees everything, the audit too, changes nothing")},
    {0},
};

const struct access_word access_states[] = {
    {MEMBER_INVITED, "invited", MESSAGE("was invited and has not answered")},
    {MEMBER_ACCEPTED, "accepted", MESSAGE("has accepted; an admin must still confirm it")},
    {MEMBER_ACTIVE, "active", MESSAGE("is in")},
    {MEMBER_SUSPENDED, "suspended", MESSAGE("is kept out until an admin says otherwise")},
    {MEMBER_REMOVED, "removed", MESSAGE("is out; what they did stays under their name")},
    {0},
};

const struct access_word access_scopes[] = {
    {SCOPE_READ, "read", MESSAGE("reads what the role may see")},
    {SCOPE_DEALS, "deals", MESSAGE("acts on deals")},
    {SCOPE_STANDARD, "standard", MESSAGE("publishes standards")},
    {SCOPE_ADMIN, "admin", MESSAGE("manages people, tokens and the workspace")},
    {0},
};

const char *const access_role_names[] = {"admin",   "revops", "manager", "seller", "marketing",
                                         "success", "viewer", "auditor", NULL};
const char *const access_state_names[] = {"invited",   "accepted", "active",
                                          "suspended", "removed",  NULL};
const char *const access_scope_names[] = {"read", "deals", "standard", "admin", NULL};

u32 access_bit(const struct access_word *words, str name)
{
    for (; words->name; words++)
        if (str_eq(name, str_c(words->name)))
            return words->bit;
    return 0;
}

const char *access_name(const struct access_word *words, u32 bit)
{
    while (words->name && words->bit != bit)
        words++;
    assert(words->name);
    return words->name;
}

u32 access_bits(const struct access_word *words, str list)
{
    u32 bits = 0;
    str name;
    for (bool more = true; more;) {
        more = str_cut(list, ',', &name, &list);
        u32 bit = access_bit(words, name);
        if (bit == 0 || (bits & bit))
            return 0;
        bits |= bit;
    }
    return bits;
}

void access_print(struct buf *out, const struct access_word *words, u32 bits)
{
    bool first = true;
    for (; words->name; words++) {
        if (!(bits & words->bit))
            continue;
        if (!first)
            buf_char(out, ',');
        buf_put(out, str_c(words->name));
        first = false;
    }
}

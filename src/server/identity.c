#include "server/identity.h"

enum { SECRET_BYTES_MIN = 8 };

bool identity_add(struct identities *all, str text)
{
    str who, secret, role, number, department;
    i64 person = 0;
    if (all->n == IDENTITY_TOKENS_MAX || !str_cut(text, '=', &who, &secret) ||
        secret.n < SECRET_BYTES_MIN)
        return false;
    str_cut(who, ':', &role, &number);
    str_cut(number, ':', &number, &department);
    u32 bit = access_bit(access_roles, role);
    if (!bit || (number.n && (!str_to_i64(number, &person) || person < 0 || person > UINT32_MAX)))
        return false;
    all->v[all->n++] = (struct identity){bit, (u32)person, department, secret};
    return true;
}

/* Looks at every byte, whatever it finds. */
static bool same(str a, str b)
{
    u8 other = a.n != b.n;
    for (i64 i = 0; i < i64_min(a.n, b.n); i++)
        other |= (u8)(a.p[i] ^ b.p[i]);
    return other == 0;
}

bool identity_authenticate(const struct identities *all, struct call *c)
{
    str field = http_field(&c->request, S("Authorization"));
    const struct identity *found = NULL;
    if (!field.p)
        return true;
    if (!str_starts(field, S("Bearer ")))
        return false;
    for (i32 i = 0; i < all->n; i++)
        if (same(str_sub(field, 7, field.n), all->v[i].secret))
            found = &all->v[i];
    if (!found)
        return false;
    c->actor = (struct actor){
        .kind = ACTOR_TOKEN,
        .account = S("development"),
        .workspace = all->workspace,
        .role = found->role,
        .state = MEMBER_ACTIVE,
        .scopes = SCOPE_EVERY,
        .person = found->person,
        .department = found->department,
    };
    return true;
}

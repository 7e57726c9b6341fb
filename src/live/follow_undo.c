/* A migration that was undone never was: what the deal did since then is told again, as the edition
 * before has it (the same translation as workspace/fold.c), and what has no place there is left
 * out. */
#include "live/follow_parts.h"

#include "deal/carry.h"

enum { PAGE = 256, NESTED_MAX = 64 };

void follow_note_move(struct follower *f, const struct event_row *row, u32 number)
{
    struct followed_deal *d = &f->deals.v[number];
    struct followed_move *last = d->moved ? &f->moves.v[d->moved - 1] : NULL;
    if (last && row->sequence == last->last_hop + 1) {
        last->last_hop = row->sequence;
        return;
    }
    *vec_push(&f->arena, &f->moves) =
        (struct followed_move){row->sequence, row->sequence, growing_place(f->growing), *d};
    d->moved = (u32)f->moves.n;
}

static const struct followed_move *move_of(const struct follower *f, u32 number, i64 sequence)
{
    u32 at = f->deals.v[number].moved;
    while (at && f->moves.v[at - 1].sequence != sequence)
        at = f->moves.v[at - 1].before.moved;
    return at ? &f->moves.v[at - 1] : NULL;
}

/* What the deal did from event `from` until before `until`, oldest first. */
static i64 rows_since(struct follower *f, i64 deal, i64 from, i64 until, struct event_row **out)
{
    VEC(struct event_row) rows = {0};
    struct event_row *page = arena_array(&f->scratch, struct event_row, PAGE);
    i64 n;
    do {
        n = reader_timeline(f->reader, &f->scratch, deal, until, PAGE, page);
        for (i64 i = 0; i < n && until > from; i++) {
            until = page[i].sequence;
            if (until >= from)
                *vec_push(&f->scratch, &rows) = page[i];
        }
    } while (n == PAGE && until > from);
    for (i64 i = 0; i < rows.n / 2; i++) {
        struct event_row row = rows.v[i];
        rows.v[i] = rows.v[rows.n - 1 - i];
        rows.v[rows.n - 1 - i] = row;
    }
    *out = rows.v;
    return rows.n;
}

/* In numbers of the edition `home`, from the one it was done on. */
static bool back_home(const struct follower *f, i32 on, i32 home, enum outcome outcome,
                      struct deal_event *e)
{
    while (on != home) {
        const struct carry *c = workspace_carry(f->workspace, on);
        i32 before = workspace_follows(f->workspace, on);
        if (!c || before < 1 || !carry_back(c, outcome, e))
            return false;
        on = before;
    }
    return true;
}

static void tell_again(struct follower *f, const struct event_row *rows, i64 n, u32 number)
{
    struct {
        i64 migrated;
        i32 on;
    } outer[NESTED_MAX];
    i32 home = f->deals.v[number].edition, on = home, depth = 0;
    for (i64 i = 0; i < n; i++) {
        struct event_row row = rows[i];
        i32 kind = row.event.kind;
        if (kind == EVENT_MIGRATED) {
            outer[depth % NESTED_MAX].migrated = row.sequence;
            outer[depth++ % NESTED_MAX].on = on;
            on = (i32)row.event.value;
        } else if (kind == KIND_DEAL_RESTORED) { /* one inside, undone before */
            i64 migrated = restored_migrated(row.event.value);
            while (depth > 0 && outer[--depth % NESTED_MAX].migrated != migrated)
                continue;
            on = outer[depth % NESTED_MAX].on;
        } else if (kind < EVENT_KIND_COUNT) {
            enum outcome outcome = (enum outcome)f->deals.v[number].outcome;
            if (back_home(f, on, home, outcome, &row.event))
                follow_event(f, &row, number);
        }
    }
}

bool follow_restored(struct follower *f, const struct event_row *row, u32 number)
{
    const struct followed_move *found = move_of(f, number, restored_migrated(row->event.value));
    struct event_row *rows;
    if (!found || !f->reader)
        return false;
    struct followed_move move = *found;
    i64 n = rows_since(f, row->deal, move.sequence, row->sequence, &rows);
    growing_forget_deal(f->growing, number, move.from);
    f->deals.v[number] = move.before;
    tell_again(f, rows, n, number);
    return true;
}

#include "api/queue.h"

static void add(struct queue *q, struct queue_lane lane)
{
    if (q->lanes < QUEUE_LANES_MAX)
        q->lane[q->lanes++] = lane;
}

void queue_of_owner(struct queue *q, u32 person)
{
    if (person == 0)
        return; /* nobody's deals are those of people without an owner */
    add(q, (struct queue_lane){.whom = WHOM_OWNER, .person = person});
    add(q, (struct queue_lane){.whom = WHOM_PERSON, .person = person});
}

void queue_add_department(struct queue *q, str department)
{
    add(q, (struct queue_lane){.whom = WHOM_DEPARTMENT, .department = department});
}

void queue_of_person(struct queue *q, u32 person, u32 role, str department)
{
    *q = (struct queue){.what = -1};
    queue_of_owner(q, person);
    if (department.n && (role & ACCESS_WORKERS))
        queue_add_department(q, department);
    if (role & ACCESS_WORKERS)
        add(q, (struct queue_lane){.whom = WHOM_PEERS, .not_owner = person});
    if (role & ACCESS_MANAGER)
        add(q, (struct queue_lane){.whom = WHOM_MANAGERS, .not_owner = person});
    if (role & (ACCESS_ADMIN | ACCESS_REVOPS))
        add(q, (struct queue_lane){.whom = WHOM_GOVERNORS});
}

static bool comes_before(const struct queue_place *a, const struct queue_place *b)
{
    if (a->at_ms != b->at_ms)
        return a->at_ms < b->at_ms;
    if (a->deal != b->deal)
        return a->deal < b->deal;
    return a->what != b->what ? a->what < b->what : a->subject < b->subject;
}

/* Each lane gives a page; the first `most` of them all are the page. */
i64 queue_page(struct reader *r, struct arena scratch, const struct queue *q,
               const struct queue_place *after, i64 most, struct queue_row *out)
{
    struct queue_row *rows[QUEUE_LANES_MAX];
    i64 count[QUEUE_LANES_MAX], at[QUEUE_LANES_MAX] = {0}, n = 0;
    for (i32 i = 0; i < q->lanes; i++) {
        rows[i] = arena_array(&scratch, struct queue_row, most);
        count[i] = reader_queue(r, &q->lane[i], q->what, after, q->until_ms, most, rows[i]);
    }
    for (; n < most; n++) {
        i32 first = -1;
        for (i32 i = 0; i < q->lanes; i++)
            if (at[i] < count[i] &&
                (first < 0 || comes_before(&rows[i][at[i]].place, &rows[first][at[first]].place)))
                first = i;
        if (first < 0)
            break;
        out[n] = rows[first][at[first]++];
    }
    return n;
}

struct queue_counts queue_count(struct reader *r, const struct queue *q, i64 now_ms)
{
    struct queue_counts c = {0};
    for (i32 i = 0; i < q->lanes; i++) {
        i64 of[DUE_WHATS] = {0}, late[DUE_WHATS] = {0}, lane = 0;
        reader_queue_count(r, &q->lane[i], q->until_ms, now_ms, QUEUE_COUNTED_MAX + 1, of, late);
        for (i32 k = 0; k < DUE_WHATS; k++) {
            lane += of[k];
            bool asked = q->what < 0 || q->what == k;
            c.of[k] += asked ? of[k] : 0;
            c.late[k] += asked ? late[k] : 0;
            c.all += asked ? of[k] : 0;
            c.all_late += asked ? late[k] : 0;
        }
        c.at_least |= lane > QUEUE_COUNTED_MAX;
    }
    return c;
}

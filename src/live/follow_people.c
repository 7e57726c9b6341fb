/* Who is called how, who works where, who knows which version. */
#include "live/follow_parts.h"

static void take_name(struct follower *f, const struct event_row *row)
{
    growing_name_person(f->growing, row->event.value, row->text);
    u32 id = dict_intern(&f->names, row->text);
    if (id == f->named.n)
        *vec_push(&f->arena, &f->named) = row->event.value;
}

i64 follow_person_called(const struct follower *f, str name)
{
    i64 id = dict_find(&f->names, name);
    return id < 0 ? 0 : f->named.v[id];
}

/* One who does not work with deals belongs to no department that sells. */
static void take_place(struct follower *f, const struct event_row *row)
{
    growing_add_governance(f->growing, &(struct growing_act){
                                           .kind = GOVERNANCE_MEMBER,
                                           .when = {row->event.occurred_ms, row->recorded_ms},
                                           .person = row->event.value,
                                           .department = row->event.subject ? row->text : (str){0},
                                       });
}

static struct trained *training_of(struct follower *f, u32 person, i32 edition)
{
    for (i64 i = f->trainings.n - 1; i >= 0; i--) {
        struct followed_training *t = &f->trainings.v[i];
        if (t->person == person && t->edition == edition)
            return &t->trained;
    }
    struct followed_training *t = vec_push(&f->arena, &f->trainings);
    *t = (struct followed_training){person, edition, trained_none()};
    return &t->trained;
}

/* It counts once it is what the standard asks for, and until it runs out. */
static void take_training(struct follower *f, const struct event_row *row)
{
    u32 person = (u32)(row->event.value >> 16);
    i32 edition = (i32)(row->event.value & 0xFFFF);
    const struct rules *rules = workspace_rules(f->workspace, edition);
    i64 until = INT64_MAX;
    if (!rules)
        return;
    struct trained *t = training_of(f, person, edition);
    trained_apply(t, person, row->event.actor, (enum role)row->event.role, row->event.occurred_ms);
    enum training_standing s = training_standing(rules, t, row->event.occurred_ms, &until);
    if (s != TRAINING_HOLDS && s != TRAINING_NOT_ASKED)
        return;
    growing_add_governance(f->growing,
                           &(struct growing_act){
                               .kind = GOVERNANCE_TRAINED,
                               .when = {row->event.occurred_ms, row->recorded_ms},
                               .person = person,
                               .process = rules->standard->process,
                               .version = rules->standard->version,
                               .until_ms = s == TRAINING_HOLDS && until != INT64_MAX ? until : 0,
                           });
}

void follow_person(struct follower *f, const struct event_row *row)
{
    switch ((i32)row->event.kind) {
    case KIND_PERSON_NAMED: take_name(f, row); break;
    case KIND_PERSON_PLACED: take_place(f, row); break;
    case KIND_TRAINED: take_training(f, row); break;
    default: break;
    }
}

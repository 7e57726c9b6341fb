#include "cli/live_history.h"

#include <string.h>

#include "cli/outfile.h"
#include "exchange/apart_form.h"
#include "live/follow.h"
#include "live/past.h"

#define FORM_BYTES_MAX (32ll << 30) /* address space */
#define ARENA_BYTES (64ll << 30)

/* --- the form in which it is handed over -------------------------------------------------------
 */

static void put(struct buf *out, const struct live_history *h)
{
    form_text(out, S(APART_MAGIC));
    form_text(out, (str){(const char *)h->head, sizeof h->head});
    form_text(out, h->process);
    form_i64(out, h->left_out);
    form_history(out, &h->history);
    form_text(out, S(APART_MAGIC));
}

static bool take(struct live_history *out, struct arena *a, str text)
{
    struct form f = {.rest = text, .arena = a, .ids_repeat = true};
    bool ours = str_eq(form_get_text(&f), S(APART_MAGIC));
    str head = form_get_text(&f);
    if (!ours || head.n != sizeof out->head)
        return false;
    memcpy(out->head, head.p, sizeof out->head);
    out->process = str_dup(a, form_get_text(&f));
    out->left_out = form_get_i64(&f);
    form_get_history(&f, &out->history);
    return str_eq(form_get_text(&f), S(APART_MAGIC)) && f.rest.n == 0 && !f.bad;
}

/* --- making it -------------------------------------------------------------------------------- */

/* Parts of what a follower tells are its own: a copy outlives it. */
static bool copy(struct live_history *out, struct arena *a, const struct live_history *from,
                 struct err *e)
{
    struct buf form;
    buf_init(&form, FORM_BYTES_MAX);
    put(&form, from);
    bool ok = !form.full && take(out, a, buf_str(&form));
    buf_release(&form);
    return ok || err_set(e, ERR_LIMIT, "this is beyond a limit");
}

static bool as_of(struct live_history *out, struct arena *a, struct live *l, i64 as_of_ms,
                  struct err *e)
{
    struct follower *f = follower_new(l->workspace);
    struct growing_view view = {
        .as_of_ms = as_of_ms, .entered_from_ms = TIME_NONE, .entered_to_ms = TIME_NONE};
    struct growing_answer told;
    struct live_history found = {0};
    while (follower_read(f) > 0)
        continue;
    bool ok = reader_check(l->reader, e) && follower_hash(f, follower_sequence(f), found.head, e) &&
              growing_history(&told, a, follower_history(f), &view, e);
    if (ok) {
        found.history = told.history;
        found.process = told.process;
        found.left_out = told.left_out;
        ok = copy(out, a, &found, e);
    }
    follower_release(f);
    return ok;
}

static bool make(struct live_history *out, struct arena *a, struct live *l, i64 as_of_ms,
                 struct err *e)
{
    struct past_options o = {.as_of_ms = TIME_NONE};
    if (as_of_ms != TIME_NONE)
        return as_of(out, a, l, as_of_ms, e);
    memcpy(out->head, workspace_head(l->workspace).hash, sizeof out->head);
    return past_build(&out->history, a, l->workspace, l->reader, &o, e);
}

/* --- in the server ---------------------------------------------------------------------------- */

static bool hand_over(const struct live_history *h, i64 file, struct err *e)
{
    struct buf out;
    const struct platform *p = &platform_system;
    buf_init(&out, FORM_BYTES_MAX);
    put(&out, h);
    i64 reason = p->file_write(p->self, file, out.p, out.n, 0);
    bool ok = !out.full ? reason == PLATFORM_OK ||
                              platform_fail(e, reason, MESSAGE("write"), cmd_history.name)
                        : err_set(e, ERR_LIMIT, "this is beyond a limit");
    buf_release(&out);
    return ok;
}

/* Its words: the workspace, the folder as it was typed, the moment. */
static bool work_history(const struct office *office, const struct errand *errand, struct buf *out,
                         struct err *e)
{
    struct live_history h = {0};
    struct live l = {0};
    struct arena a;
    i64 as_of_ms;
    (void)out;
    if (errand->argc != 3 || !str_to_i64(str_c(errand->argv[2]), &as_of_ms))
        return err_set(e, ERR_USAGE, "this is no command");
    struct live_place at = {office, str_c(errand->argv[1]), str_c(errand->argv[0])};
    arena_init(&a, ARENA_BYTES);
    bool ok = live_open(&l, &at, false, e) && make(&h, &a, &l, as_of_ms, e);
    live_close(&l);
    ok = ok && hand_over(&h, errand->files.v[0], e);
    arena_release(&a);
    return ok;
}

const struct command cmd_history = {
    .name = "history", .work = work_history, .files = 1, .stands_back = true};

/* --- where it was typed ----------------------------------------------------------------------- */

static bool ask(struct live_history *out, struct arena *a, str folder, struct errand *errand,
                bool *ok, struct err *e)
{
    struct arena form;
    str text;
    if (!office_ask(folder, errand, ok, e))
        return false;
    if (!*ok)
        return true;
    arena_init(&form, FORM_BYTES_MAX);
    *ok = poured(&text, &form, errand->files.v[0], e) &&
          (take(out, a, text) ||
           err_set(e, ERR_IO, "the server answered something else: it is another version"));
    arena_release(&form);
    return true;
}

static bool make_here(struct live_history *out, struct arena *a, str folder, str workspace,
                      i64 as_of_ms, struct err *e)
{
    struct live l;
    struct office office = {.folder = str_zero_ended(a, folder)};
    struct live_place at = {&office, folder, workspace};
    bool ok = live_open(&l, &at, false, e) && make(out, a, &l, as_of_ms, e);
    live_close(&l);
    return ok;
}

bool live_history(struct live_history *out, struct arena *a, str folder, str workspace,
                  i64 as_of_ms, struct err *e)
{
    char *words[] = {(char *)(uintptr_t)str_zero_ended(a, workspace),
                     (char *)(uintptr_t)str_zero_ended(a, folder),
                     (char *)(uintptr_t)str_zero_ended(a, str_fmt(a, "%lld", (long long)as_of_ms))};
    struct errand errand = {.command = &cmd_history, .argc = LENGTH(words), .argv = words};
    bool ok;
    *out = (struct live_history){0};
    *e = (struct err){0};
    if (!folder.n)
        return err_set(e, ERR_USAGE, "name the folder of the data with --data");
    errand.files = (struct local_files){{local_room()}, 1};
    if (errand.files.v[0] < 0)
        return err_set(e, ERR_LIMIT, "the system gives no more memory");
    if (!ask(out, a, folder, &errand, &ok, e))
        ok = make_here(out, a, folder, workspace, as_of_ms, e);
    local_files_close(&errand.files);
    return ok;
}

#include "cli/office.h"

#include <stdio.h>
#include <string.h>

#include "base/message.h"
#include "base/os.h"
#include "format/json.h"
#include "format/json_tree.h"

enum { ARENA_BYTES = 256 << 20, OUTPUT_MAX = LOCAL_MESSAGE_MAX / 8, WORDS_MAX = 1000 };
enum { PATH_ARENA_BYTES = 1 << 20 };

static void member(struct json *j, str key, str value)
{
    json_key(j, key);
    json_str(j, value);
}

static str text_of(const struct json_value *object, str key)
{
    const struct json_value *v = json_find(object, key);
    return v && v->type == JSON_IS_TEXT ? v->text : (str){0};
}

/* --- where it is typed ---------------------------------------------------------------------- */

static void put_errand(struct buf *out, const struct errand *errand)
{
    struct json j;
    json_init(&j, out, 0);
    json_object(&j);
    member(&j, S("command"), str_c(errand->command->name));
    member(&j, S("lang"), str_c(lang_code(lang_spoken())));
    member(&j, S("given"), errand->given);
    json_key(&j, S("words"));
    json_array(&j);
    for (i32 i = 0; i < errand->argc; i++)
        json_str(&j, str_c(errand->argv[i]));
    json_end(&j);
    json_end(&j);
}

static bool read_reply(struct arena *a, str text, struct err *e)
{
    struct diags d;
    diags_init(&d, a);
    const struct json_value *reply = json_parse(a, text, &d), *code, *status;
    code = reply ? json_find(reply, S("error")) : NULL;
    status = reply ? json_find(reply, S("done")) : NULL;
    if (!code || !status || code->type != JSON_IS_NUMBER || status->type != JSON_IS_BOOL)
        return err_set(e, ERR_IO, "the server answered something else: it is another version");
    os_write_out(text_of(reply, S("out")));
    os_write_err(text_of(reply, S("talk")));
    str problem = text_of(reply, S("problem")), hint = text_of(reply, S("hint"));
    if (status->boolean)
        return true;
    *e = (struct err){.code = (enum err_code)code->integer};
    snprintf(e->text, sizeof e->text, "%.*s", STR_ARG(problem));
    snprintf(e->hint, sizeof e->hint, "%.*s", STR_ARG(hint));
    return false;
}

/* True when a server was there; `ok` and `e` are what came of it. */
static bool ask_server(struct arena *a, const char *folder, const struct errand *errand, bool *ok,
                       struct err *e)
{
    struct buf out, in;
    i64 server = local_call(folder, OFFICE_SOCKET);
    if (server < 0)
        return false;
    buf_init(&out, LOCAL_MESSAGE_MAX);
    buf_init(&in, LOCAL_MESSAGE_MAX);
    put_errand(&out, errand);
    bool heard = local_say(server, buf_str(&out), &errand->files);
    local_said(server);
    heard = heard && local_hear(server, &in, NULL, true) && in.n > 0;
    *ok = heard ? read_reply(a, buf_str(&in), e)
                : err_set(e, ERR_IO,
                          "the server stopped before it answered: whether it was done "
                          "is not known");
    local_close(server);
    buf_release(&in);
    buf_release(&out);
    return true;
}

static bool work_here(const char *folder, const struct errand *errand, struct err *e)
{
    struct buf out, talk;
    struct office office = {.folder = folder, .now_ms = os_now_ms()};
    struct errand here = *errand;
    buf_init(&out, OUTPUT_MAX);
    buf_init(&talk, OUTPUT_MAX);
    here.talk = &talk;
    bool ok = errand->command->work(&office, &here, &out, e);
    os_write_out(buf_str(&out));
    os_write_err(buf_str(&talk));
    buf_release(&talk);
    buf_release(&out);
    return ok;
}

bool office_ask(str folder, const struct errand *errand, bool *ok, struct err *e)
{
    struct arena a;
    arena_init(&a, ARENA_BYTES);
    bool there = ask_server(&a, str_zero_ended(&a, folder), errand, ok, e);
    arena_release(&a);
    return there;
}

bool office_do(str folder, const struct errand *errand, struct err *e)
{
    struct arena a;
    bool ok;
    *e = (struct err){0};
    if (!folder.n)
        return err_set(e, ERR_USAGE, "name the folder of the data with --data");
    if (office_ask(folder, errand, &ok, e))
        return ok;
    arena_init(&a, PATH_ARENA_BYTES);
    ok = work_here(str_zero_ended(&a, folder), errand, e);
    arena_release(&a);
    return ok;
}

i32 office_run(str folder, const struct errand *errand)
{
    struct err e;
    if (!folder.n)
        return command_usage_error(errand->command, "name the folder of the data with --data");
    bool ok = office_do(folder, errand, &e);
    if (!ok && !e.text[0]) /* it was said already */
        return err_exit_code(e.code);
    return ok ? 0 : command_fail(&e);
}

/* --- in the server -------------------------------------------------------------------------- */

bool office_is_wanted(const struct office *office)
{
    return !office->wanted || office->wanted(office->context);
}

static void put_reply(struct buf *out, bool ok, str said, str talk, const struct err *e)
{
    struct json j;
    json_init(&j, out, 0);
    json_object(&j);
    json_key(&j, S("done"));
    json_bool(&j, ok);
    json_key(&j, S("error"));
    json_i64(&j, ok ? 0 : e->code);
    member(&j, S("out"), said);
    member(&j, S("talk"), talk);
    if (!ok) {
        member(&j, S("problem"), str_c(e->text));
        member(&j, S("hint"), str_c(e->hint));
    }
    json_end(&j);
}

static const struct command *command_of(const struct command *const *commands, str name)
{
    for (; *commands; commands++)
        if (str_eq(name, str_c((*commands)->name)))
            return *commands;
    return NULL;
}

/* In a thread of its own, for what stands back: there is no way back from that. */
struct standing_back {
    const struct office *office;
    const struct errand *errand;
    struct buf *out;
    struct err *e;
    enum lang lang;
    bool ok;
};

static void stand_back(void *context)
{
    struct standing_back *s = context;
    lang_speak_in_thread(s->lang);
    platform_system.thread_stand_back(platform_system.self);
    s->ok = s->errand->command->work(s->office, s->errand, s->out, s->e);
}

static bool do_there(const struct office *office, const struct errand *errand, enum lang lang,
                     struct buf *out, struct err *e)
{
    struct standing_back s = {office, errand, out, e, lang, false};
    const struct platform *p = &platform_system;
    lang_speak_in_thread(lang);
    if (!errand->command)
        return err_set(e, ERR_USAGE, "the server does not know this command");
    if (errand->command->files != errand->files.n)
        return err_set(e, ERR_USAGE, "this is no command");
    i64 thread = errand->command->stands_back ? p->thread_start(p->self, stand_back, &s) : -1;
    if (thread < 0)
        return errand->command->work(office, errand, out, e);
    p->thread_join(p->self, thread);
    return s.ok;
}

static bool work_there(struct arena *a, str text, struct errand *errand,
                       const struct office *office, const struct command *const *commands,
                       struct buf *out, struct err *e)
{
    struct diags d;
    enum lang lang = LANG_EN;
    diags_init(&d, a);
    const struct json_value *asked = json_parse(a, text, &d), *words;
    words = asked ? json_find(asked, S("words")) : NULL;
    if (!words || words->type != JSON_IS_LIST || words->n > WORDS_MAX)
        return err_set(e, ERR_USAGE, "this is no command");
    errand->command = command_of(commands, text_of(asked, S("command")));
    errand->given = text_of(asked, S("given"));
    errand->argv = arena_array(a, char *, words->n + 1);
    for (const struct json_value *w = words->first; w; w = w->next) {
        char *word = arena_array(a, char, w->text.n + 1);
        if (w->text.n)
            memcpy(word, w->text.p, (size_t)w->text.n);
        errand->argv[errand->argc++] = word;
    }
    (void)!lang_parse(text_of(asked, S("lang")), &lang);
    return do_there(office, errand, lang, out, e);
}

void office_answer(i64 handle, const struct office *office, const struct command *const *commands)
{
    struct buf in, said, talk, out;
    struct arena a;
    struct err e = {0};
    struct errand errand = {.talk = &talk};
    arena_init(&a, ARENA_BYTES);
    buf_init(&in, LOCAL_MESSAGE_MAX);
    buf_init(&said, OUTPUT_MAX);
    buf_init(&talk, OUTPUT_MAX);
    buf_init(&out, LOCAL_MESSAGE_MAX);
    if (local_hear(handle, &in, &errand.files, false)) {
        bool ok = work_there(&a, buf_str(&in), &errand, office, commands, &said, &e);
        put_reply(&out, ok, buf_str(&said), buf_str(&talk), &e);
        /* who left does not hear it; it is done */
        (void)!local_say(handle, buf_str(&out), NULL);
    }
    local_files_close(&errand.files);
    buf_release(&in);
    buf_release(&said);
    buf_release(&talk);
    buf_release(&out);
    arena_release(&a);
}

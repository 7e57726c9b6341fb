#include "base/simulated.h"

#include <string.h>

#include "base/os.h"

enum { ARENA_BYTES = 1 << 30 };

/* --- contents and names ------------------------------------------------------------------ */

static void content_resize(struct simulated_content *c, i64 n)
{
    assert(n <= SIMULATED_FILE_BYTES);
    if (!c->p)
        c->p = os_reserve(SIMULATED_FILE_BYTES);
    if (n < c->n)
        memset(c->p + n, 0, (size_t)(c->n - n)); /* what grows back is zero */
    c->n = n;
}

static void content_write(struct simulated_content *c, i64 at, const u8 *bytes, i64 n)
{
    if (!c->p || at + n > c->n)
        content_resize(c, i64_max(c->n, at + n));
    memcpy(c->p + at, bytes, (size_t)n);
}

void simulated_disk_copy(struct simulated_disk *to, const struct simulated_disk *from)
{
    i32 most = to->file_count > from->file_count ? to->file_count : from->file_count;
    for (i32 i = 0; i < most; i++) {
        const struct simulated_content *f = &from->file[i];
        if (f->p || to->file[i].p)
            content_resize(&to->file[i], f->n);
        if (f->n && f->p && to->file[i].p)
            memcpy(to->file[i].p, f->p, (size_t)f->n);
    }
    to->file_count = from->file_count;
    to->name_count = from->name_count;
    memcpy(to->name, from->name, sizeof to->name);
}

void simulated_disk_release(struct simulated_disk *d)
{
    for (i32 i = 0; i < SIMULATED_FILES_MAX; i++) /* also those of disks it held before */
        if (d->file[i].p)
            os_unreserve(d->file[i].p, SIMULATED_FILE_BYTES);
    *d = (struct simulated_disk){0};
}

static struct simulated_name *name_find(struct simulated_disk *d, const char *name)
{
    for (i32 i = 0; i < d->name_count; i++)
        if (strcmp(d->name[i].name, name) == 0)
            return &d->name[i];
    return NULL;
}

static void name_put(struct simulated_disk *d, const char *name, i32 file)
{
    struct simulated_name *n = name_find(d, name);
    if (!n) {
        assert(d->name_count < SIMULATED_NAMES_MAX && strlen(name) < PLATFORM_NAME_MAX);
        n = &d->name[d->name_count++];
        memcpy(n->name, name, strlen(name) + 1);
    }
    n->file = file;
    if (file >= d->file_count)
        d->file_count = file + 1;
}

static void name_drop(struct simulated_disk *d, const char *name)
{
    struct simulated_name *n = name_find(d, name);
    if (n)
        *n = d->name[--d->name_count];
}

/* --- steps -------------------------------------------------------------------------------- */

static struct simulated_step *record(struct simulated *s, enum simulated_step_kind kind, i32 file)
{
    static struct simulated_step nowhere;
    struct simulated_step *step = s->recording ? vec_push(&s->arena, &s->steps) : &nowhere;
    *step = (struct simulated_step){.kind = kind, .file = file};
    return step;
}

static const char *keep_name(struct simulated *s, const char *name)
{
    return s->recording ? str_zero_ended(&s->arena, str_c(name)) : NULL;
}

/* Is this the call that must fail? */
static bool fails(struct simulated *s, enum simulated_fault what)
{
    if (!(s->fault_mask & what) || s->fault_at <= 0)
        return false;
    if (s->fault_at > 1) {
        s->fault_at--;
        return false;
    }
    if (!s->fault_stays)
        s->fault_at = 0;
    s->faults_happened++;
    return true;
}

static i64 fault_reason(const struct simulated *s)
{
    return s->fault_reason ? s->fault_reason : PLATFORM_BROKEN;
}

/* --- the table ---------------------------------------------------------------------------- */

static i64 simulated_open(void *self, const char *path, u32 flags)
{
    struct simulated *s = self;
    if (fails(s, FAULT_OPEN))
        return fault_reason(s);
    i64 h = 0;
    while (h < SIMULATED_HANDLES_MAX && s->handle[h].file >= 0)
        h++;
    if (h == SIMULATED_HANDLES_MAX)
        return PLATFORM_BROKEN;
    const struct simulated_name *n = name_find(&s->disk, path);
    if (n && flags & PLATFORM_NEW)
        return PLATFORM_EXISTS;
    if (!n && !(flags & PLATFORM_CREATE))
        return PLATFORM_MISSING;
    i32 file = n ? n->file : s->disk.file_count;
    if (!n) {
        assert(file < SIMULATED_FILES_MAX);
        name_put(&s->disk, path, file);
        content_resize(&s->disk.file[file], 0);
        record(s, STEP_MAKE, file)->name = keep_name(s, path);
    }
    s->handle[h].file = file;
    return h;
}

static void simulated_close(void *self, i64 file)
{
    struct simulated *s = self;
    s->handle[file].file = -1;
    s->handle[file].locked = false;
}

static struct simulated_content *content_of(struct simulated *s, i64 handle)
{
    assert(s->handle[handle].file >= 0);
    return &s->disk.file[s->handle[handle].file];
}

static i64 simulated_read(void *self, i64 file, void *p, i64 n, i64 offset)
{
    struct simulated *s = self;
    if (fails(s, FAULT_READ))
        return fault_reason(s);
    const struct simulated_content *c = content_of(s, file);
    i64 count = i64_max(0, i64_min(n, c->n - offset));
    if (count)
        memcpy(p, c->p + offset, (size_t)count);
    return count;
}

static i64 simulated_write(void *self, i64 file, const void *p, i64 n, i64 offset)
{
    struct simulated *s = self;
    bool failed = fails(s, FAULT_WRITE);
    if (failed)
        n /= 2;
    content_write(content_of(s, file), offset, p, n);
    if (s->recording) {
        struct simulated_step *step = record(s, STEP_WRITE, s->handle[file].file);
        step->at = offset;
        step->n = n;
        step->bytes = (const u8 *)str_dup(&s->arena, (str){p, n}).p;
    }
    return failed ? fault_reason(s) : PLATFORM_OK;
}

static i64 simulated_sync(void *self, i64 file)
{
    struct simulated *s = self;
    if (fails(s, FAULT_SYNC)) {
        if (s->sync_forgets)
            record(s, STEP_FORGET, s->handle[file].file);
        return fault_reason(s);
    }
    if (!s->sync_lies)
        record(s, STEP_SYNC, s->handle[file].file);
    return PLATFORM_OK;
}

static i64 simulated_truncate(void *self, i64 file, i64 size)
{
    struct simulated *s = self;
    if (fails(s, FAULT_TRUNCATE))
        return fault_reason(s);
    content_resize(content_of(s, file), size);
    record(s, STEP_TRUNCATE, s->handle[file].file)->at = size;
    return PLATFORM_OK;
}

static i64 simulated_size(void *self, i64 file)
{
    struct simulated *s = self;
    return fails(s, FAULT_SIZE) ? fault_reason(s) : content_of(s, file)->n;
}

static i64 simulated_lock(void *self, i64 file)
{
    struct simulated *s = self;
    for (i64 h = 0; h < SIMULATED_HANDLES_MAX; h++)
        if (h != file && s->handle[h].file == s->handle[file].file && s->handle[h].locked)
            return PLATFORM_TAKEN;
    s->handle[file].locked = true;
    return PLATFORM_OK;
}

static i64 simulated_exists(void *self, const char *path)
{
    struct simulated *s = self;
    return name_find(&s->disk, path) != NULL;
}

static i64 simulated_unlink(void *self, const char *path)
{
    struct simulated *s = self;
    if (fails(s, FAULT_UNLINK))
        return fault_reason(s);
    if (!name_find(&s->disk, path))
        return PLATFORM_MISSING;
    name_drop(&s->disk, path);
    record(s, STEP_UNLINK, -1)->name = keep_name(s, path);
    return PLATFORM_OK;
}

static i64 simulated_rename(void *self, const char *from, const char *to)
{
    struct simulated *s = self;
    if (fails(s, FAULT_RENAME))
        return fault_reason(s);
    const struct simulated_name *n = name_find(&s->disk, from);
    if (!n)
        return PLATFORM_MISSING;
    i32 file = n->file;
    name_put(&s->disk, to, file);
    name_drop(&s->disk, from);
    struct simulated_step *step = record(s, STEP_RENAME, file);
    step->name = keep_name(s, from);
    step->to = keep_name(s, to);
    return PLATFORM_OK;
}

static i64 simulated_folder_make(void *self, const char *path)
{
    (void)self;
    (void)path;
    return PLATFORM_OK; /* there is one folder, and it is there */
}

static i64 simulated_folder_sync(void *self, const char *path)
{
    struct simulated *s = self;
    (void)path;
    if (fails(s, FAULT_FOLDER_SYNC))
        return fault_reason(s);
    if (!s->sync_lies)
        record(s, STEP_FOLDER_SYNC, -1);
    return PLATFORM_OK;
}

static i64 simulated_folder_list(void *self, const char *path, struct arena *a,
                                 struct platform_names *out)
{
    struct simulated *s = self;
    str folder = str_fmt(a, "%s/", path);
    out->v = arena_array(a, str, s->disk.name_count);
    out->n = 0;
    for (i32 i = 0; i < s->disk.name_count; i++) {
        str name = str_dup(a, str_c(s->disk.name[i].name));
        if (str_starts(name, folder))
            name = str_sub(name, folder.n, name.n);
        if (str_find_char(name, '/') >= 0)
            continue; /* of another one */
        i64 k = out->n++;
        for (; k > 0 && str_cmp(out->v[k - 1], name) > 0; k--)
            out->v[k] = out->v[k - 1];
        out->v[k] = name;
    }
    return PLATFORM_OK;
}

static i64 simulated_free_bytes(void *self, const char *path)
{
    (void)self;
    (void)path;
    return 1ll << 40;
}

static i64 simulated_now_ms(void *self)
{
    return ((struct simulated *)self)->now_ms;
}

static i64 simulated_elapsed_ns(void *self)
{
    return ((struct simulated *)self)->elapsed_ns;
}

static void simulated_random(void *self, void *p, i64 n)
{
    struct simulated *s = self;
    for (i64 i = 0; i < n; i++)
        ((u8 *)p)[i] = (u8)rng_u64(&s->rng);
}

static void simulated_wait(void *self, u32 *word, u32 seen, i64 timeout_ns)
{
    struct simulated *s = self;
    assert(*word != seen || timeout_ns >= 0); /* nobody else could wake it */
    if (*word == seen) {
        s->elapsed_ns += timeout_ns;
        s->now_ms += timeout_ns / 1000000;
    }
}

static void simulated_wake(void *self, u32 *word)
{
    (void)self;
    (void)word;
}

static i64 simulated_thread_start(void *self, void (*work)(void *context), void *context)
{
    (void)self;
    (void)work;
    (void)context;
    return PLATFORM_FULL;
}

static i64 simulated_child_run(void *self, struct platform_child *child)
{
    (void)self;
    (void)child;
    return PLATFORM_DENIED; /* it has one process */
}

static void simulated_thread_join(void *self, i64 thread)
{
    (void)self;
    (void)thread;
    assert(false && "a simulated machine has no threads");
}

/* Whoever the test puts at the other end; nobody is reachable else. */
static void simulated_outgoing(void *self, const struct outgoing *o, struct outgoing_reply *reply)
{
    struct simulated *s = self;
    reply->end = OUTGOING_UNREACHABLE;
    if (s->outside)
        s->outside(s->outside_context, o, reply);
}

static void simulated_thread_stand_back(void *self)
{
    (void)self;
}

static const struct platform table = {
    .file_open = simulated_open,
    .file_close = simulated_close,
    .file_read = simulated_read,
    .file_write = simulated_write,
    .file_sync = simulated_sync,
    .file_truncate = simulated_truncate,
    .file_size = simulated_size,
    .file_lock = simulated_lock,
    .file_exists = simulated_exists,
    .file_unlink = simulated_unlink,
    .file_rename = simulated_rename,
    .folder_make = simulated_folder_make,
    .folder_sync = simulated_folder_sync,
    .folder_list = simulated_folder_list,
    .folder_free_bytes = simulated_free_bytes,
    .now_ms = simulated_now_ms,
    .elapsed_ns = simulated_elapsed_ns,
    .random_bytes = simulated_random,
    .wait = simulated_wait,
    .wake = simulated_wake,
    .thread_start = simulated_thread_start,
    .thread_join = simulated_thread_join,
    .child_run = simulated_child_run,
    .outgoing = simulated_outgoing,
    .thread_stand_back = simulated_thread_stand_back,
};

void simulated_init(struct simulated *s, u64 seed)
{
    *s = (struct simulated){.platform = table, .rng = rng_from(seed)};
    s->platform.self = s;
    s->now_ms = 1767225600000ll; /* 2026-01-01 */
    arena_init(&s->arena, ARENA_BYTES);
    simulated_kill(s);
}

void simulated_release(struct simulated *s)
{
    simulated_disk_release(&s->disk);
    arena_release(&s->arena);
}

void simulated_kill(struct simulated *s)
{
    for (i64 h = 0; h < SIMULATED_HANDLES_MAX; h++) {
        s->handle[h].file = -1;
        s->handle[h].locked = false;
    }
}

void simulated_record(struct simulated *s)
{
    s->recording = true;
    s->steps.n = 0;
}

void simulated_mark(struct simulated *s, i64 number)
{
    record(s, STEP_MARK, -1)->at = number;
}

/* --- cutting the power -------------------------------------------------------------------- */

void simulated_cut_init(struct simulated_cut *c, const struct simulated *source,
                        const struct simulated_disk *base)
{
    *c = (struct simulated_cut){.source = source};
    arena_init(&c->arena, ARENA_BYTES);
    simulated_disk_copy(&c->durable, base);
}

void simulated_cut_release(struct simulated_cut *c)
{
    simulated_disk_release(&c->durable);
    arena_release(&c->arena);
}

static bool is_about_names(const struct simulated_step *step)
{
    return step->kind == STEP_MAKE || step->kind == STEP_UNLINK || step->kind == STEP_RENAME;
}

static void name_step(struct simulated_disk *d, const struct simulated_step *step)
{
    if (step->kind == STEP_MAKE)
        name_put(d, step->name, step->file);
    if (step->kind == STEP_UNLINK)
        name_drop(d, step->name);
    if (step->kind == STEP_RENAME) {
        name_drop(d, step->name);
        name_put(d, step->to, step->file);
    }
}

static void content_step(struct simulated_disk *d, const struct simulated_step *step)
{
    if (step->file >= d->file_count)
        d->file_count = step->file + 1;
    if (step->kind == STEP_WRITE)
        content_write(&d->file[step->file], step->at, step->bytes, step->n);
    if (step->kind == STEP_TRUNCATE)
        content_resize(&d->file[step->file], step->at);
}

/* A sync makes durable, or forgets, what hangs in the air of its file, or of the names. */
static void settle(struct simulated_cut *c, const struct simulated_step *sync)
{
    i64 left = 0;
    for (i64 i = 0; i < c->pending.n; i++) {
        const struct simulated_step *step = &c->source->steps.v[c->pending.v[i]];
        bool names = is_about_names(step);
        bool mine = sync->kind == STEP_FOLDER_SYNC ? names : !names && step->file == sync->file;
        if (!mine)
            c->pending.v[left++] = c->pending.v[i];
        else if (sync->kind == STEP_FORGET)
            continue;
        else if (names)
            name_step(&c->durable, step);
        else
            content_step(&c->durable, step);
    }
    c->pending.n = left;
}

bool simulated_cut_next(struct simulated_cut *c)
{
    if (c->at == c->source->steps.n)
        return false;
    const struct simulated_step *step = &c->source->steps.v[c->at];
    if (step->kind == STEP_MARK)
        c->marked = step->at;
    else if (step->kind == STEP_SYNC || step->kind == STEP_FORGET || step->kind == STEP_FOLDER_SYNC)
        settle(c, step);
    else
        *vec_push(&c->arena, &c->pending) = c->at;
    c->at++;
    return true;
}

/* Any sectors of a write; now and then one of them is not what anybody wrote. */
static void survive_partly(struct simulated *s, const struct simulated_step *step, i64 garbage)
{
    for (i64 from = 0; from < step->n;) {
        i64 n = SIMULATED_SECTOR - (step->at + from) % SIMULATED_SECTOR;
        n = i64_min(n, step->n - from);
        if (rng_below(&s->rng, 3)) {
            struct simulated_content *f = &s->disk.file[step->file];
            content_write(f, step->at + from, step->bytes + from, n);
            if (garbage && rng_below(&s->rng, garbage) == 0)
                simulated_random(s, f->p + step->at + from, n);
        }
        from += n;
    }
}

void simulated_cut_here(const struct simulated_cut *c, enum simulated_survival how,
                        struct simulated *s)
{
    simulated_disk_copy(&s->disk, &c->durable);
    simulated_kill(s);
    bool names_go_on = how != SURVIVE_NONE, all = how == SURVIVE_ALL;
    for (i64 i = 0; i < c->pending.n && how != SURVIVE_NONE; i++) {
        const struct simulated_step *step = &c->source->steps.v[c->pending.v[i]];
        if (is_about_names(step)) {
            names_go_on = names_go_on && (all || rng_below(&s->rng, 2));
            if (names_go_on)
                name_step(&s->disk, step);
        } else if (!all && step->kind == STEP_WRITE) {
            if (step->file >= s->disk.file_count)
                s->disk.file_count = step->file + 1;
            survive_partly(s, step, how == SURVIVE_GARBAGE ? 1 + c->pending.n : 0);
        } else if (all || rng_below(&s->rng, 2)) {
            content_step(&s->disk, step);
        }
    }
}

#include "storage/vfs.h"

#include <stdio.h>
#include <string.h>

enum {
    SHM_REGIONS_MAX = 1024, /* of 32 KiB: a WAL of 4 million pages */
    SHM_LOCKS = SQLITE_SHM_NLOCK,
    SECTOR_BYTES = 4096,
    NODE_PATH_MAX = 1024,
    GATHER_BYTES = 256 << 10,
};

/* An open file, shared by all who opened its path. */
struct node {
    struct node *next;
    i32 openings;
    i64 file;
    bool locked;       /* the platform's lock is ours */
    bool name_pending; /* its folder was not yet synced since we opened it */
    bool writes;       /* somebody may write to this database */
    bool passing;      /* an empty log that only looking at the database has made */
    u8 *gathered;      /* of a log: written by SQLite, not yet by us; or NULL */
    i64 gathered_at, gathered_n;
    i32 shared; /* openings at SQLITE_LOCK_SHARED and above */
    const struct opened *reserved, *pending;
    i32 shm_lock[SHM_LOCKS]; /* -1 exclusive, else how many share it */
    i32 shm_count;
    void *shm[SHM_REGIONS_MAX];
    char path[NODE_PATH_MAX];
};

/* What SQLite holds. */
struct opened {
    sqlite3_file sqlite;
    struct vfs *vfs;
    struct node *node;
    int level;
    bool read_only, delete_on_close, is_log;
    u32 shm_shared, shm_exclusive; /* masks of locks held */
};

static struct opened *opened_of(sqlite3_file *f)
{
    return (struct opened *)(void *)f;
}

static int fail(struct vfs *v, i64 reason, int code)
{
    __atomic_store_n(&v->reason, reason, __ATOMIC_RELAXED);
    return reason == PLATFORM_FULL ? SQLITE_FULL : code;
}

/* --- nodes -------------------------------------------------------------------------------- */

static struct node *node_find(const struct vfs *v, const char *path)
{
    for (struct node *n = v->nodes; n; n = n->next)
        if (strcmp(n->path, path) == 0)
            return n;
    return NULL;
}

static int node_lock(struct vfs *v, struct node *n)
{
    i64 reason = n->locked ? PLATFORM_OK : v->platform->file_lock(v->platform->self, n->file);
    n->locked = reason == PLATFORM_OK;
    return n->locked ? SQLITE_OK : fail(v, reason, SQLITE_CANTOPEN);
}

static void node_release(struct vfs *v, struct node *n)
{
    if (--n->openings > 0)
        return;
    struct node **at = &v->nodes;
    while (*at != n)
        at = &(*at)->next;
    *at = n->next;
    v->platform->file_close(v->platform->self, n->file);
    if (n->passing)
        v->platform->file_unlink(v->platform->self, n->path);
    for (i32 i = 0; i < n->shm_count; i++)
        sqlite3_free(n->shm[i]);
    sqlite3_free(n->gathered); /* never acknowledged: a sync writes it */
    sqlite3_free(n);
}

static i64 sync_folder_of(const struct platform *p, const char *path)
{
    char folder[PLATFORM_PATH_MAX];
    platform_folder_of(folder, path);
    return p->folder_sync(p->self, folder);
}

static i64 copy_file(const struct platform *p, i64 from, i64 to)
{
    u8 piece[64 << 10];
    i64 size = p->file_size(p->self, from), reason = size < 0 ? size : PLATFORM_OK;
    if (reason == PLATFORM_OK)
        reason = p->file_truncate(p->self, to, 0);
    for (i64 at = 0; reason == PLATFORM_OK && at < size; at += (i64)sizeof piece) {
        i64 n = p->file_read(p->self, from, piece, (i64)sizeof piece, at);
        reason = n < 0 ? n : p->file_write(p->self, to, piece, n, at);
    }
    return reason == PLATFORM_OK ? p->file_sync(p->self, to) : reason;
}

/* A log that was left behind may be in the system's memory and not on the disk: a sync of it
 * failed and the system forgot that it owes us those pages, so that another sync would say OK
 * and write nothing. What is read of it is written into a new file, which takes its place:
 * then it is on the disk, or we do not begin. */
static i64 replace_log(const struct platform *p, struct node *log)
{
    char beside[NODE_PATH_MAX + 8];
    snprintf(beside, sizeof beside, "%s-new", log->path);
    i64 file = p->file_open(p->self, beside, PLATFORM_WRITE | PLATFORM_CREATE);
    if (file < 0)
        return file;
    i64 reason = copy_file(p, log->file, file);
    if (reason == PLATFORM_OK)
        reason = p->file_rename(p->self, beside, log->path);
    if (reason != PLATFORM_OK) {
        p->file_close(p->self, file);
        return reason;
    }
    p->file_close(p->self, log->file);
    log->file = file;
    return sync_folder_of(p, log->path);
}

static bool log_is_written(const struct vfs *v, const char *path)
{
    const struct node *of = node_find(v, sqlite3_filename_database(path));
    return of && of->writes;
}

static int take_log(struct vfs *v, struct node *log, const char *path)
{
    i64 reason = log_is_written(v, path) ? replace_log(v->platform, log) : PLATFORM_OK;
    return reason == PLATFORM_OK ? SQLITE_OK : fail(v, reason, SQLITE_CANTOPEN);
}

static int node_make(struct vfs *v, const char *path, int flags, struct node **out)
{
    const struct platform *p = v->platform;
    struct node *n = sqlite3_malloc64(sizeof *n);
    if (!n)
        return SQLITE_IOERR_NOMEM;
    memset(n, 0, sizeof *n);
    memcpy(n->path, path, strlen(path) + 1);
    i64 there = p->file_exists(p->self, path);
    u32 how = PLATFORM_WRITE | (flags & SQLITE_OPEN_CREATE ? PLATFORM_CREATE : 0);
    n->file = there < 0 ? there : p->file_open(p->self, path, how);
    if (n->file < 0) {
        i64 reason = n->file;
        sqlite3_free(n);
        return fail(v, reason, SQLITE_CANTOPEN);
    }
    n->name_pending = true;
    n->passing = there == 0 && flags & SQLITE_OPEN_WAL;
    n->openings = 1;
    n->next = v->nodes;
    v->nodes = n;
    *out = n;
    int code = flags & SQLITE_OPEN_MAIN_DB ? node_lock(v, n) : SQLITE_OK;
    if (flags & SQLITE_OPEN_WAL && there > 0)
        code = take_log(v, n, path);
    if (code != SQLITE_OK)
        node_release(v, n);
    return code;
}

/* --- a file ------------------------------------------------------------------------------- */

/* SQLite writes a log in pieces of 24 and 4096 bytes, one after the other. They are gathered
 * and written at once: before a sync, and before anybody asks for what they hold. Readers ask
 * for what was committed, and a commit was synced. */
static i64 spill(struct vfs *v, struct node *n)
{
    i64 count = __atomic_load_n(&n->gathered_n, __ATOMIC_ACQUIRE);
    if (count == 0)
        return PLATFORM_OK;
    sqlite3_mutex_enter(v->mutex);
    i64 reason = PLATFORM_OK;
    count = n->gathered_n;
    if (count)
        reason =
            v->platform->file_write(v->platform->self, n->file, n->gathered, count, n->gathered_at);
    __atomic_store_n(&n->gathered_n, 0, __ATOMIC_RELEASE);
    sqlite3_mutex_leave(v->mutex);
    return reason;
}

/* Whether the piece continues what is gathered and there is room for it. */
static bool gather(struct vfs *v, struct node *n, const void *from, i64 count, i64 offset)
{
    if (count > GATHER_BYTES)
        return false;
    sqlite3_mutex_enter(v->mutex);
    if (!n->gathered)
        n->gathered = sqlite3_malloc64(GATHER_BYTES);
    i64 have = n->gathered_n;
    bool fits = n->gathered && have + count <= GATHER_BYTES &&
                (have == 0 || offset == n->gathered_at + have);
    if (fits) {
        if (have == 0)
            __atomic_store_n(&n->gathered_at, offset, __ATOMIC_RELAXED);
        memcpy(n->gathered + have, from, (size_t)count);
        __atomic_store_n(&n->gathered_n, have + count, __ATOMIC_RELEASE);
    }
    sqlite3_mutex_leave(v->mutex);
    return fits;
}

/* Anybody's question about [offset, offset + count) of a log. */
static i64 spill_if_within(struct vfs *v, struct node *n, i64 offset, i64 count)
{
    i64 have = __atomic_load_n(&n->gathered_n, __ATOMIC_ACQUIRE);
    i64 at = __atomic_load_n(&n->gathered_at, __ATOMIC_RELAXED);
    bool within = have && offset < at + have && at < offset + count;
    return within ? spill(v, n) : PLATFORM_OK;
}

static int file_close(sqlite3_file *f)
{
    struct opened *o = opened_of(f);
    const struct platform *p = o->vfs->platform;
    sqlite3_mutex_enter(o->vfs->mutex);
    if (o->delete_on_close)
        p->file_unlink(p->self, o->node->path);
    node_release(o->vfs, o->node);
    sqlite3_mutex_leave(o->vfs->mutex);
    return SQLITE_OK;
}

static int file_read(sqlite3_file *f, void *to, int n, sqlite3_int64 offset)
{
    struct opened *o = opened_of(f);
    const struct platform *p = o->vfs->platform;
    i64 spilled = spill_if_within(o->vfs, o->node, offset, n);
    i64 got = spilled < 0 ? spilled : p->file_read(p->self, o->node->file, to, n, offset);
    if (got < 0)
        return fail(o->vfs, got, SQLITE_IOERR_READ);
    if (got == n)
        return SQLITE_OK;
    memset((char *)to + got, 0, (size_t)(n - got));
    return SQLITE_IOERR_SHORT_READ;
}

static int file_write(sqlite3_file *f, const void *from, int n, sqlite3_int64 offset)
{
    struct opened *o = opened_of(f);
    const struct platform *p = o->vfs->platform;
    if (o->read_only)
        return SQLITE_READONLY;
    if (o->is_log && gather(o->vfs, o->node, from, n, offset))
        return SQLITE_OK;
    i64 reason = spill(o->vfs, o->node);
    if (reason == PLATFORM_OK && o->is_log && gather(o->vfs, o->node, from, n, offset))
        return SQLITE_OK;
    if (reason == PLATFORM_OK)
        reason = p->file_write(p->self, o->node->file, from, n, offset);
    return reason == PLATFORM_OK ? SQLITE_OK : fail(o->vfs, reason, SQLITE_IOERR_WRITE);
}

static int file_truncate(sqlite3_file *f, sqlite3_int64 size)
{
    struct opened *o = opened_of(f);
    const struct platform *p = o->vfs->platform;
    if (o->read_only)
        return SQLITE_READONLY;
    i64 reason = spill(o->vfs, o->node);
    if (reason == PLATFORM_OK)
        reason = p->file_truncate(p->self, o->node->file, size);
    return reason == PLATFORM_OK ? SQLITE_OK : fail(o->vfs, reason, SQLITE_IOERR_TRUNCATE);
}

/* A file that was made, by us or by a process that died, is not there after a power cut until
 * its folder was synced too. */
static int file_sync(sqlite3_file *f, int flags)
{
    struct opened *o = opened_of(f);
    const struct platform *p = o->vfs->platform;
    (void)flags;
    i64 reason = spill(o->vfs, o->node);
    if (reason == PLATFORM_OK)
        reason = p->file_sync(p->self, o->node->file);
    if (reason != PLATFORM_OK)
        return fail(o->vfs, reason, SQLITE_IOERR_FSYNC);
    if (!o->node->name_pending)
        return SQLITE_OK;
    reason = sync_folder_of(p, o->node->path);
    o->node->name_pending = reason != PLATFORM_OK;
    return reason == PLATFORM_OK ? SQLITE_OK : fail(o->vfs, reason, SQLITE_IOERR_DIR_FSYNC);
}

static int file_size(sqlite3_file *f, sqlite3_int64 *size)
{
    struct opened *o = opened_of(f);
    const struct platform *p = o->vfs->platform;
    i64 n = spill(o->vfs, o->node);
    if (n == PLATFORM_OK)
        n = p->file_size(p->self, o->node->file);
    if (n < 0)
        return fail(o->vfs, n, SQLITE_IOERR_FSTAT);
    *size = n;
    return SQLITE_OK;
}

static bool lock_step(struct opened *o, int level)
{
    struct node *n = o->node;
    if (level == SQLITE_LOCK_SHARED) {
        if (n->pending && n->pending != o)
            return false;
        n->shared++;
        o->level = level;
        return true;
    }
    if ((n->reserved && n->reserved != o) || (n->pending && n->pending != o))
        return false;
    n->reserved = o;
    if (level == SQLITE_LOCK_EXCLUSIVE) {
        n->pending = o;
        if (n->shared > 1) {
            o->level = SQLITE_LOCK_PENDING;
            return false;
        }
    }
    o->level = level;
    return true;
}

static int file_lock(sqlite3_file *f, int level)
{
    struct opened *o = opened_of(f);
    if (o->level >= level)
        return SQLITE_OK;
    sqlite3_mutex_enter(o->vfs->mutex);
    bool ok = lock_step(o, level);
    sqlite3_mutex_leave(o->vfs->mutex);
    return ok ? SQLITE_OK : SQLITE_BUSY;
}

static int file_unlock(sqlite3_file *f, int level)
{
    struct opened *o = opened_of(f);
    if (o->level <= level)
        return SQLITE_OK;
    sqlite3_mutex_enter(o->vfs->mutex);
    if (o->node->reserved == o)
        o->node->reserved = NULL;
    if (o->node->pending == o)
        o->node->pending = NULL;
    if (level == SQLITE_LOCK_NONE)
        o->node->shared--;
    o->level = level;
    sqlite3_mutex_leave(o->vfs->mutex);
    return SQLITE_OK;
}

static int file_check_reserved(sqlite3_file *f, int *out)
{
    struct opened *o = opened_of(f);
    sqlite3_mutex_enter(o->vfs->mutex);
    *out = o->node->reserved != NULL;
    sqlite3_mutex_leave(o->vfs->mutex);
    return SQLITE_OK;
}

static int file_control(sqlite3_file *f, int what, void *argument)
{
    (void)f;
    (void)what;
    (void)argument;
    return SQLITE_NOTFOUND;
}

static int file_sector_size(sqlite3_file *f)
{
    (void)f;
    return SECTOR_BYTES;
}

/* As SQLite's own unix layer says: a write in flight does not harm the bytes beside it. */
static int file_characteristics(sqlite3_file *f)
{
    (void)f;
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

/* --- the wal-index: memory of this process ------------------------------------------------ */

static int shm_map(sqlite3_file *f, int region, int bytes, int extend, void volatile **out)
{
    struct opened *o = opened_of(f);
    struct node *n = o->node;
    *out = NULL;
    if (region >= SHM_REGIONS_MAX)
        return SQLITE_FULL;
    sqlite3_mutex_enter(o->vfs->mutex);
    int code = SQLITE_OK;
    while (extend && n->shm_count <= region && code == SQLITE_OK) {
        void *memory = sqlite3_malloc64((sqlite3_uint64)bytes);
        code = memory ? SQLITE_OK : SQLITE_IOERR_NOMEM;
        if (memory)
            n->shm[n->shm_count++] = memset(memory, 0, (size_t)bytes);
    }
    if (region < n->shm_count)
        *out = n->shm[region];
    sqlite3_mutex_leave(o->vfs->mutex);
    return code;
}

static bool shm_take(struct opened *o, i32 slot, bool exclusive)
{
    struct node *n = o->node;
    if (o->shm_exclusive >> slot & 1 || (!exclusive && o->shm_shared >> slot & 1))
        return true;
    if (exclusive ? n->shm_lock[slot] != 0 : n->shm_lock[slot] < 0)
        return false;
    n->shm_lock[slot] = exclusive ? -1 : n->shm_lock[slot] + 1;
    *(exclusive ? &o->shm_exclusive : &o->shm_shared) |= 1u << slot;
    return true;
}

static void shm_give(struct opened *o, i32 slot)
{
    u32 bit = 1u << slot;
    if (o->shm_exclusive & bit)
        o->node->shm_lock[slot] = 0;
    else if (o->shm_shared & bit)
        o->node->shm_lock[slot]--;
    o->shm_exclusive &= ~bit;
    o->shm_shared &= ~bit;
}

static int shm_lock(sqlite3_file *f, int first, int count, int flags)
{
    struct opened *o = opened_of(f);
    int i = first;
    sqlite3_mutex_enter(o->vfs->mutex);
    if (flags & SQLITE_SHM_UNLOCK) {
        for (; i < first + count; i++)
            shm_give(o, i);
    } else {
        while (i < first + count && shm_take(o, i, flags & SQLITE_SHM_EXCLUSIVE))
            i++;
        for (int k = first; i < first + count && k < i; k++)
            shm_give(o, k); /* all or none */
    }
    sqlite3_mutex_leave(o->vfs->mutex);
    return i == first + count ? SQLITE_OK : SQLITE_BUSY;
}

static void shm_barrier(sqlite3_file *f)
{
    (void)f;
    __atomic_thread_fence(__ATOMIC_SEQ_CST);
}

/* The memory goes with the node, when the last connection closes. */
static int shm_unmap(sqlite3_file *f, int also_delete)
{
    struct opened *o = opened_of(f);
    (void)also_delete;
    sqlite3_mutex_enter(o->vfs->mutex);
    for (i32 i = 0; i < SHM_LOCKS; i++)
        shm_give(o, i);
    sqlite3_mutex_leave(o->vfs->mutex);
    return SQLITE_OK;
}

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_unlock,
    .xCheckReservedLock = file_check_reserved,
    .xFileControl = file_control,
    .xSectorSize = file_sector_size,
    .xDeviceCharacteristics = file_characteristics,
    .xShmMap = shm_map,
    .xShmLock = shm_lock,
    .xShmBarrier = shm_barrier,
    .xShmUnmap = shm_unmap,
};

/* --- the file system ---------------------------------------------------------------------- */

static struct vfs *vfs_of(sqlite3_vfs *v)
{
    return v->pAppData;
}

static int vfs_open(sqlite3_vfs *sqlite, const char *path, sqlite3_file *f, int flags, int *got)
{
    struct vfs *v = vfs_of(sqlite);
    struct opened *o = opened_of(f);
    memset(o, 0, sizeof *o);
    if (!path) /* a temporary file: they are kept in memory */
        return SQLITE_CANTOPEN;
    sqlite3_mutex_enter(v->mutex);
    struct node *n = node_find(v, path);
    int code = SQLITE_OK;
    bool to_write = flags & SQLITE_OPEN_MAIN_DB && flags & SQLITE_OPEN_READWRITE;
    if (n && to_write) /* one writes, and it was there before those who read */
        code = fail(v, PLATFORM_TAKEN, SQLITE_CANTOPEN);
    else if (n)
        n->openings++;
    else
        code = node_make(v, path, flags, &n);
    if (code == SQLITE_OK)
        n->writes |= to_write;
    if (code == SQLITE_OK && n->passing && log_is_written(v, path))
        n->passing = false;
    sqlite3_mutex_leave(v->mutex);
    if (code != SQLITE_OK)
        return code;
    o->vfs = v;
    o->node = n;
    o->read_only = flags & SQLITE_OPEN_MAIN_DB && flags & SQLITE_OPEN_READONLY;
    o->is_log = flags & SQLITE_OPEN_WAL;
    o->delete_on_close = flags & SQLITE_OPEN_DELETEONCLOSE;
    o->sqlite.pMethods = &methods;
    if (got)
        *got = flags;
    return SQLITE_OK;
}

static int vfs_delete(sqlite3_vfs *sqlite, const char *path, int sync_folder)
{
    struct vfs *v = vfs_of(sqlite);
    i64 reason = v->platform->file_unlink(v->platform->self, path);
    if (reason == PLATFORM_MISSING)
        return SQLITE_IOERR_DELETE_NOENT;
    if (reason != PLATFORM_OK)
        return fail(v, reason, SQLITE_IOERR_DELETE);
    reason = sync_folder ? sync_folder_of(v->platform, path) : PLATFORM_OK;
    return reason == PLATFORM_OK ? SQLITE_OK : fail(v, reason, SQLITE_IOERR_DIR_FSYNC);
}

static int vfs_access(sqlite3_vfs *sqlite, const char *path, int flags, int *out)
{
    struct vfs *v = vfs_of(sqlite);
    const struct platform *p = v->platform;
    (void)flags;
    i64 there = p->file_exists(p->self, path);
    if (there < 0)
        return fail(v, there, SQLITE_IOERR_ACCESS);
    *out = there > 0;
    return SQLITE_OK;
}

static int vfs_full_path(sqlite3_vfs *sqlite, const char *path, int room, char *out)
{
    (void)sqlite;
    size_t n = strlen(path);
    if ((int)n >= room)
        return SQLITE_CANTOPEN;
    memcpy(out, path, n + 1);
    return SQLITE_OK;
}

static int vfs_random(sqlite3_vfs *sqlite, int n, char *out)
{
    const struct platform *p = vfs_of(sqlite)->platform;
    p->random_bytes(p->self, out, n);
    return n;
}

static int vfs_sleep(sqlite3_vfs *sqlite, int micros)
{
    const struct platform *p = vfs_of(sqlite)->platform;
    u32 nobody = 0;
    p->wait(p->self, &nobody, 0, 1000ll * micros);
    return micros;
}

static int vfs_now(sqlite3_vfs *sqlite, sqlite3_int64 *out)
{
    const struct platform *p = vfs_of(sqlite)->platform;
    *out = p->now_ms(p->self) + 210866760000000ll; /* 1970 in Julian milliseconds */
    return SQLITE_OK;
}

static int vfs_last_error(sqlite3_vfs *sqlite, int n, char *out)
{
    snprintf(out, (size_t)n, "%s", platform_reason_text(vfs_of(sqlite)->reason));
    return SQLITE_OK;
}

bool vfs_register(struct vfs *v, const struct platform *p)
{
    static u32 count;
    *v = (struct vfs){.platform = p, .mutex = sqlite3_mutex_alloc(SQLITE_MUTEX_FAST)};
    u32 number = __atomic_add_fetch(&count, 1, __ATOMIC_RELAXED);
    snprintf(v->name, sizeof v->name, "platform-%u", number);
    v->sqlite = (sqlite3_vfs){
        .iVersion = 2,
        .szOsFile = sizeof(struct opened),
        .mxPathname = NODE_PATH_MAX - 16, /* SQLite adds "-journal" */
        .zName = v->name,
        .pAppData = v,
        .xOpen = vfs_open,
        .xDelete = vfs_delete,
        .xAccess = vfs_access,
        .xFullPathname = vfs_full_path,
        .xRandomness = vfs_random,
        .xSleep = vfs_sleep,
        .xGetLastError = vfs_last_error,
        .xCurrentTimeInt64 = vfs_now,
    };
    return v->mutex && sqlite3_vfs_register(&v->sqlite, number == 1) == SQLITE_OK;
}

void vfs_unregister(struct vfs *v)
{
    sqlite3_vfs_unregister(&v->sqlite);
    sqlite3_mutex_free(v->mutex);
    *v = (struct vfs){0};
}

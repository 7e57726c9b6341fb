/* vfs.h - SQLite's file system in terms of struct platform, so that a simulated disk is
 * really under it. One process has a database to itself: the first opening locks the file
 * (platform.file_lock), and the wal-index and SQLite's locks live in memory, shared by the
 * connections of this process. There is no -shm file. */
#pragma once

#include <sqlite3.h>

#include "base/platform.h"

struct node;
struct vfs {
    sqlite3_vfs sqlite;
    const struct platform *platform;
    sqlite3_mutex *mutex; /* over nodes and the locks in them */
    struct node *nodes;
    i64 reason; /* of the last call that failed, for a message */
    char name[32];
};

/* Makes and registers it; the first one is SQLite's default. False when memory is out. */
MUST_CHECK bool vfs_register(struct vfs *v, const struct platform *p);
void vfs_unregister(struct vfs *v);

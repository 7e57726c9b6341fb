/* zip.h - a ZIP archive while it is written: files one after the other, deflated, nothing looked
 * back at, so it goes through a sink of any kind. No moments and no attributes: the same files
 * give the same bytes. Memory: zlib's, and a line for each file. */
#pragma once

#include "format/sink.h"

enum { ZIP_FILES_MAX = 16, ZIP_DEFLATER_BYTES = 128 };

struct zip_file {
    const char *name;
    i64 at, packed, bytes;
    u32 crc;
};

struct zip {
    struct sink *sink;
    bool open;
    _Alignas(16) u8 deflater[ZIP_DEFLATER_BYTES]; /* a z_stream */
    struct zip_file file[ZIP_FILES_MAX];
    i32 count;
};

void zip_init(struct zip *z, struct sink *sink);
void zip_begin(struct zip *z, const char *name); /* the name outlives the archive */
void zip_put(struct zip *z, str piece);
void zip_end_file(struct zip *z);
/* The list of the files; the sink is not ended. */
void zip_finish(struct zip *z);

/* limits.h - every limit of the server, in one place. `etalon limits` prints the table; the
 * code uses the constants, so that what is printed is what is kept. */
#pragma once

#include "base/base.h"

enum {
    HTTP_TARGET_BYTES_MAX = 4 << 10,
    HTTP_HEAD_BYTES_MAX = 16 << 10,
    HTTP_FIELDS_MAX = 100,
    HTTP_FIELD_BYTES_MAX = 8 << 10,
    HTTP_PARAMS_MAX = 32,
    HTTP_COOKIES_MAX = 32,
    HTTP_SEGMENT_BYTES_MAX = 128,
    HTTP_KEY_BYTES_MAX = 128,
    HTTP_CURSOR_BYTES_MAX = 512,
    HTTP_PAGE_DEFAULT = 50,
    HTTP_PAGE_MAX = 200,

    HTTP_JSON_BYTES_MAX = 1 << 20,
    HTTP_UPLOAD_BYTES_MAX = 64 << 20,
    HTTP_BODIES_BYTES_MAX = 256 << 20,
    HTTP_ANSWER_BYTES_MAX = 64 << 20,

    HTTP_CONNECTIONS_MAX = 12000,
    HTTP_ADDRESS_CONNECTIONS_MAX = 64,
    HTTP_CONNECTION_REQUESTS_MAX = 1000,
    HTTP_HEAD_SECONDS_MAX = 10,
    HTTP_IDLE_SECONDS_MAX = 60,
    HTTP_BODY_GRACE_SECONDS = 10,
    HTTP_BODY_SECOND_BYTES_MIN = 1 << 10,
    HTTP_SEND_SECONDS_MAX = 30,
    HTTP_SEND_SECOND_BYTES_MIN = 4 << 10,
    HTTP_STOP_SECONDS_MAX = 30,
    HTTP_WORKERS_MAX = 64,
    HTTP_WAITING_MAX = 2000,

    HTTP_STREAMS_MAX = 1000,
    HTTP_STREAM_BYTES_MAX = 256 << 10,
    HTTP_STREAM_BEAT_SECONDS = 15,
};

struct http_limit {
    const char *name; /* stable, for scripts: "json-body" */
    i64 value;
    const char *unit;
    const char *meaning; /* what it bounds, and what happens beyond it */
};

extern const struct http_limit http_limits[];
extern const i64 http_limit_count;

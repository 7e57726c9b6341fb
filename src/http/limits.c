#include "http/limits.h"

#include "http/shape.h"

const struct http_limit http_limits[] = {
    {"target", HTTP_TARGET_BYTES_MAX, "bytes", "path and query of a request; longer is 414"},
    {"head", HTTP_HEAD_BYTES_MAX, "bytes", "request line and header fields together; more is 431"},
    {"fields", HTTP_FIELDS_MAX, "fields", "header fields of a request; more is 431"},
    {"field", HTTP_FIELD_BYTES_MAX, "bytes", "one header field; longer is 431"},
    {"parameters", HTTP_PARAMS_MAX, "parameters", "of the query; more is 400"},
    {"cookies", HTTP_COOKIES_MAX, "cookies", "of a request; those beyond are not looked at"},
    {"path-segment", HTTP_SEGMENT_BYTES_MAX, "bytes", "one part of the path; longer is 404"},
    {"idempotency-key", HTTP_KEY_BYTES_MAX, "bytes", "of the key of a request; longer is 400"},
    {"cursor", HTTP_CURSOR_BYTES_MAX, "bytes", "what a cursor carries; longer is 400"},
    {"page-default", HTTP_PAGE_DEFAULT, "rows", "of a list, when the request does not say"},
    {"page", HTTP_PAGE_MAX, "rows", "of a list that a request may ask for; more is 400"},
    {"json-body", HTTP_JSON_BYTES_MAX, "bytes", "JSON of a request; more is 413"},
    {"problems", SHAPE_PROBLEMS_MAX, "problems", "of one body that are told; the rest is counted"},
    {"upload", HTTP_UPLOAD_BYTES_MAX, "bytes", "of an uploaded file; more is 413"},
    {"bodies", HTTP_BODIES_BYTES_MAX, "bytes", "of all bodies being received; more is 503"},
    {"answer", HTTP_ANSWER_BYTES_MAX, "bytes", "of one answer; more is 500, our mistake"},
    {"connections", HTTP_CONNECTIONS_MAX, "connections", "at once; one more is closed unheard"},
    {"address-connections", HTTP_ADDRESS_CONNECTIONS_MAX, "connections",
     "of one address that have not shown who they are; one more is closed unheard"},
    {"connection-requests", HTTP_CONNECTION_REQUESTS_MAX, "requests",
     "on one connection, which is closed after the last"},
    {"head-seconds", HTTP_HEAD_SECONDS_MAX, "seconds", "until the head has arrived; then cut"},
    {"idle-seconds", HTTP_IDLE_SECONDS_MAX, "seconds", "between two requests; then closed"},
    {"body-grace", HTTP_BODY_GRACE_SECONDS, "seconds", "before a slow body is measured"},
    {"body-rate", HTTP_BODY_SECOND_BYTES_MIN, "bytes/second", "a body must keep; slower is cut"},
    {"send-seconds", HTTP_SEND_SECONDS_MAX, "seconds", "before a slow reader is measured"},
    {"send-rate", HTTP_SEND_SECOND_BYTES_MIN, "bytes/second", "a reader must keep; slower is cut"},
    {"stop-seconds", HTTP_STOP_SECONDS_MAX, "seconds", "that running requests have at a stop"},
    {"workers", HTTP_WORKERS_MAX, "threads", "that answer requests"},
    {"waiting", HTTP_WAITING_MAX, "requests", "that wait for a worker; one more is 503"},
    {"streams", HTTP_STREAMS_MAX, "streams", "of events open at once; one more is 503"},
    {"stream", HTTP_STREAM_BYTES_MAX, "bytes", "of events a slow reader may lag; then ended"},
    {"stream-beat", HTTP_STREAM_BEAT_SECONDS, "seconds", "between two signs of life of a stream"},
};

const i64 http_limit_count = LENGTH(http_limits);

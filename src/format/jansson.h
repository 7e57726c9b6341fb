/* jansson.h - for tests only: jansson, an independent reader of what json.h writes. Three
 * of its names are ours too; here they are hidden, a test only reads. */
#pragma once

#define json_object jansson_object
#define json_array jansson_array
#define json_null jansson_null
#include <jansson.h>
#undef json_object
#undef json_array
#undef json_null

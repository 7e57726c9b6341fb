/* site_file.h - what holds for the whole site and is nobody's to change over the API: site.yaml in
 * the folder of the data, or the file that --site names. Its owner alone should read it: it holds
 * secrets. */
#pragma once

#include "api/login.h"
#include "server/config.h"

struct site_file {
    struct login_provider provider[LOGIN_PROVIDERS_MAX];
    i32 provider_count;
    struct mail_config mail;
};
/* A file that is not there says nothing. Texts lie in `a`. False with the first problem. */
MUST_CHECK bool site_file_read(struct site_file *out, struct arena *a, const struct platform *p,
                               const char *path, bool must_exist, struct err *e);

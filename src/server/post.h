/* post.h - mail, put together: who decides what is sent, who sends it. */
#pragma once

#include "server/chores.h"
#include "server/config.h"
#include "server/digest.h"
#include "server/mailer.h"

struct post {
    struct digests digests;
    struct mailer mailer;
};

/* `base` is how people reach the server. Adds no chore when no mail server is named. */
void post_start(struct post *post, const struct mail_config *c, struct chores *chores,
                struct accounts *accounts, struct api *api, const struct seal *seal,
                const char *base);

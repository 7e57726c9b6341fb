/* config.h - what the site file (site_file.h) says of mail, under its key `mail`: every problem
 * told at its line. docs/mail.md is its manual. */
#pragma once

#include "base/base.h"
#include "format/yaml.h"

enum { CONFIG_SECRET_MAX = 1000 };

/* `server` NULL: no mail is sent. */
struct mail_config {
    const char *server; /* "smtps://HOST:PORT", "smtp://HOST:PORT" */
    str from_name;
    const char *from;            /* a bare address */
    const char *user, *password; /* NULL: nobody logs in */
    const char *ca_file;         /* NULL: the machine's */
};
/* Reads the node `mail` of the file at `path`; every problem goes to `d`. Names of files in it are
 * relative to its folder. False when one of them is an error. */
MUST_CHECK bool mail_config_read(struct mail_config *c, struct arena *a, str path,
                                 const struct yaml_node *mail, struct diags *d);

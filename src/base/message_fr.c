#include "base/message.h"

const struct message_pair messages_fr[] = {
    {NULL, NULL},
};

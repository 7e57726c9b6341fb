#include "base/message.h"

/* What reaches beyond the machine: requests to others, webhooks, log-in by a provider. */
const struct message_pair messages_fr_outside[] = {
    {"it replied", "il a répondu"},
    {"libcurl is missing on the server; apt-get install libcurl4 brings it",
     "libcurl manque sur le serveur ; apt-get install libcurl4 l’apporte"},
    {"this is no address that is sent to", "ce n’est pas une adresse à laquelle on envoie"},
    {"its address is not a public one", "son adresse n’est pas publique"},
    {"no address is known for its name", "aucune adresse n’est connue pour son nom"},
    {"it cannot be reached", "il est injoignable"},
    {"its certificate does not hold", "son certificat ne tient pas"},
    {"no whole reply came in time", "aucune réponse entière n’est venue à temps"},
    {"its reply is too long", "sa réponse est trop longue"},
    {"the mail server refused", "le serveur de courrier a refusé"},
    {"the server was stopped meanwhile", "le serveur a été arrêté entre-temps"},
    {NULL, NULL},
};

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
    /* webhooks */
    {"there is no kind of event \"%.*s\"", "il n’y a pas de sorte d’événement « %.*s »"},
    {"this is no address that is sent to: https://, a host, no user, no blanks",
     "ce n’est pas une adresse à laquelle on envoie : https://, un hôte, ni utilisateur ni espace"},
    {"somebody else has changed it: read it again", "quelqu’un d’autre l’a changé : relisez-le"},
    {"its secret cannot be read with this server's key: make a new one",
     "son secret n’est pas lisible avec la clé de ce serveur : faites-en un autre"},
    {"webhooks may go to addresses of one's own network, and by http",
     "les webhooks peuvent aller à des adresses de son propre réseau, et en http"},
    {"PEM: who vouches for receivers, instead of this machine's list",
     "PEM : qui répond des destinataires, au lieu de la liste de cette machine"},
    {"webhook %lld is not what the events say",
     "le webhook %lld n’est pas ce que disent les événements"},
    {"the queues of webhooks and what was sent do not fit the events",
     "les files des webhooks et ce qui fut envoyé ne vont pas avec les événements"},
    /* sealed secrets */
    {"make the key", "faire la clé"},
    {"libsodium cannot be used here", "libsodium ne peut pas servir ici"},
    {"\"%s\" is no key of 32 bytes", "« %s » n’est pas une clé de 32 octets"},
    {"put the file back from where it was kept; secrets sealed with it are readable with it only",
     "remettez le fichier gardé ailleurs ; ce qu’il scelle n’est lisible qu’avec lui"},
    {NULL, NULL},
};

import { say } from "./define";

export const winnersDefinitions = {
    practice: {
        en: say("What goes with winning", "At a landmark, when all deals compared stood open, whether those that had done this were won more often afterwards. It goes with winning; it does not prove that it causes it.", "Compared within the same seller and segment: Mantel–Haenszel risk difference, or pseudo-values while deals are open; Benjamini and Hochberg within the landmark: of what is called found, one in ten may be chance.", "Deals open at the landmark; 100 at least, 15 on each side. Below the line: all that had it, or had it not.", "95 %, Sato (1989) or HC3."),
        fr: say("Ce qui va avec le gain", "À un repère, quand toutes les affaires comparées étaient ouvertes, si celles qui l’avaient fait furent ensuite gagnées plus souvent. Cela va avec le gain ; cela ne prouve pas que c’en est la cause.", "Comparé au sein d’un même vendeur et segment : différence de Mantel–Haenszel, ou pseudo-valeurs tant que des affaires sont ouvertes ; Benjamini et Hochberg par repère : de ce qui est dit trouvé, un sur dix peut être hasard.", "Affaires ouvertes au repère ; 100 au moins, 15 de chaque côté. Sous la barre : toutes celles avec, ou sans.", "95 %, Sato (1989) ou HC3."),
    },
    wonWithout: {
        en: say("Won without", "Won deals that were won although something the standard asks was not there. Worth a look one by one: either the standard asks too much, or luck was needed.", "Counted.", "Won deals.", "None: it describes exactly these deals."),
        fr: say("Gagnées sans", "Affaires gagnées bien que quelque chose que le standard demande n’y fût pas. À regarder une par une : ou le standard demande trop, ou il a fallu de la chance.", "Comptées.", "Affaires gagnées.", "Aucun : il décrit exactement ces affaires."),
    },
    gateKept: {
        en: say("A gate, kept or broken", "Of the deals whose move answered for this milestone, how those fared in which it was there, and those in which it was not. Grade D: seen, nothing adjusted.", "Won / closed since, of deals that stood open after the act; Benjamini and Hochberg over the gates.", "Deals asked at this gate.", "95 %, Wilson; difference by Newcombe."),
        fr: say("Une porte, tenue ou forcée", "Des affaires dont le passage répondait de ce jalon, ce qu’il advint de celles où il était là, et des autres. Degré D : observé, sans ajustement.", "Gagnées / closes depuis, des affaires ouvertes après l’acte ; Benjamini et Hochberg sur les portes.", "Affaires interrogées à cette porte.", "95 %, Wilson ; différence de Newcombe."),
    },
    undecided: {
        en: say("Ended without a decision", "Deals said to end so, and open ones silent for longer than nearly all deals that were later won.", "Counted where they last stood.", "Deals that stood there.", "95 %, Wilson."),
        fr: say("Finies sans décision", "Affaires dites finir ainsi, et ouvertes silencieuses plus longtemps que presque toutes celles gagnées ensuite.", "Comptées où elles en étaient.", "Affaires qui y étaient.", "95 %, Wilson."),
    },
};

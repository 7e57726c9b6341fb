// The list from which a deal was opened: the next and the one before it are one key away.
class Walk {
    ids = $state.raw<number[]>([]);

    /** Whoever shows a list of deals says so; `ids` as they stand there. */
    along(ids: number[]): void {
        this.ids = ids;
    }

    /** `step` 1: the next, -1: the one before; undefined: there is none. */
    from(deal: number, step: 1 | -1): number | undefined {
        const place = this.ids.indexOf(deal);
        return place < 0 ? undefined : this.ids[place + step];
    }

    /** "3 of 17"; undefined: it is in no list. */
    place(deal: number): { at: number; of: number } | undefined {
        const place = this.ids.indexOf(deal);
        return place < 0 ? undefined : { at: place + 1, of: this.ids.length };
    }
}

export const walk = new Walk();

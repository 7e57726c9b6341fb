// What a figure means, in both languages: what it says, how it is computed, over what, how sure it is.
// The same as docs/measures.md, in the words of a reader.
export interface Definition {
    name: string;
    what: string;
    how: string;
    over: string;
    sure: string;
}
export type Both = Record<"en" | "fr", Definition>;

export const say = (name: string, what: string, how: string, over: string, sure: string): Definition => ({ name, what, how, over, sure });

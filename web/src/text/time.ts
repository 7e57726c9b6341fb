import { words } from "./words.svelte";

export const timeWords = words({
    en: { days: "{n} d", hours: "{n} h", minutes: "{n} min" },
    fr: { days: "{n} j", hours: "{n} h", minutes: "{n} min" },
});

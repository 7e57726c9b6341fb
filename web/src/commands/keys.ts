// Keys to commands: single keys, with modifiers, and two one after the other. While somebody types
// into a field only keys with a modifier count.
import { commands, type Command } from "./registry.svelte";

const SECOND_KEY_MS = 900;
let first = "";
let timer: ReturnType<typeof setTimeout> | undefined;

function named(event: KeyboardEvent): string {
    const mod = event.metaKey || event.ctrlKey ? "mod+" : "";
    const alt = event.altKey ? "alt+" : "";
    const shift = event.shiftKey && event.key.length > 1 ? "shift+" : "";
    return mod + alt + shift + (event.key.length === 1 ? event.key.toLowerCase() : event.key);
}

function typing(target: EventTarget | null): boolean {
    const element = target as HTMLElement | null;
    return !!element?.closest?.("input, textarea, select, [contenteditable='true'], dialog[open]");
}

function find(keys: string): Command | undefined {
    return commands.now.findLast((one) => one.keys === keys); // the page's own before the general
}

export function onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) return;
    const key = named(event);
    const form = key === "mod+Enter" && (event.target as HTMLElement | null)?.closest?.("form");
    if (form) return void (event.preventDefault(), form.requestSubmit()); // a text of several lines is sent so
    if (typing(event.target) && !key.startsWith("mod+")) return;
    const command = (first && find(`${first} ${key}`)) || find(key);
    clearTimeout(timer);
    first = "";
    if (command) {
        event.preventDefault();
        command.run();
    } else if (commands.now.some((one) => one.keys?.startsWith(`${key} `))) {
        first = key;
        timer = setTimeout(() => (first = ""), SECOND_KEY_MS);
    }
}

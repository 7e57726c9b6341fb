// Light, dark, or as the system has it.
export type Theme = "system" | "light" | "dark";
const kept = "etalon-theme";
const system = matchMedia("(prefers-color-scheme: dark)");

class Look {
    wish = $state<Theme>((localStorage.getItem(kept) as Theme | null) ?? "system");

    constructor() {
        system.addEventListener("change", () => this.#show());
        this.#show();
    }

    choose(wish: Theme): void {
        this.wish = wish;
        localStorage.setItem(kept, wish);
        this.#show();
    }

    get dark(): boolean {
        return this.wish === "dark" || (this.wish === "system" && system.matches);
    }

    #show(): void {
        document.documentElement.dataset.theme = this.dark ? "dark" : "light";
    }
}

export const look = new Look();

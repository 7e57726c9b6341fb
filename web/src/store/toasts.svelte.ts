// Short words about what was done, with a way back where there is one.
export interface Toast {
    id: number;
    text: string;
    tone: "good" | "stop" | "plain";
    undo?: () => void;
}

const SHOWN_MS = 6000;
let next = 1;

class Toasts {
    all = $state.raw<Toast[]>([]);

    say(text: string, tone: Toast["tone"] = "plain", undo?: () => void): void {
        const toast: Toast = { id: next++, text, tone, ...(undo ? { undo } : {}) };
        this.all = [...this.all.slice(-3), toast];
        setTimeout(() => this.end(toast.id), undo ? SHOWN_MS * 2 : SHOWN_MS);
    }

    end(id: number): void {
        this.all = this.all.filter((one) => one.id !== id);
    }
}

export const toasts = new Toasts();

// Whether there is room for two things side by side.
const query = matchMedia("(max-width: 900px)");

class Room {
    narrow = $state(query.matches);

    constructor() {
        query.addEventListener("change", () => (this.narrow = query.matches));
    }
}

export const room = new Room();
